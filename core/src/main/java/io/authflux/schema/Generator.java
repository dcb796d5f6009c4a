// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Ids;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the value of a column comes from when the caller gives none. Immutable; thread-safe if what it calls is. */
public final class Generator {

    /** From nowhere: the caller gives it or it is null. */
    public static final Generator NONE = new Generator("NONE", Kind.NONE, (values, now) -> null, List.of());

    /** The database numbers the rows; MongoDB's driver makes an ObjectId. */
    public static final Generator DATABASE = new Generator("DATABASE", Kind.DATABASE, (values, now) -> null, List.of());

    /** The instant of the insert. */
    public static final Generator CREATED_AT = new Generator("CREATED_AT", Kind.CREATED_AT, (v, now) -> now, List.of());

    /** The instant of the insert, and again of every update. */
    public static final Generator UPDATED_AT = new Generator("UPDATED_AT", Kind.UPDATED_AT, (v, now) -> now, List.of());

    /** A random UUID (version 4, RFC 9562). */
    public static final Generator UUID_V4 = value("UUID_V4", (values, now) -> Ids.uuidV4());

    /** A UUID that begins with the time (version 7, RFC 9562), so that an index grows at its end. */
    public static final Generator UUID_V7 = value("UUID_V7", (values, now) -> Ids.uuidV7(now));

    /** A cuid, as Prisma's {@code cuid()} makes it: 25 characters that begin with {@code c} and the time. */
    public static final Generator CUID = value("CUID", (values, now) -> Ids.cuid(now));

    /** A cuid2: 24 letters and digits, the first a letter. */
    public static final Generator CUID2 = value("CUID2", (values, now) -> Ids.cuid2());

    /** A ULID: 26 characters that begin with the time. */
    public static final Generator ULID = value("ULID", (values, now) -> Ids.ulid(now));

    /** An ObjectId in 24 hex digits, in a database that has no type for it. */
    public static final Generator OBJECT_ID = value("OBJECT_ID", (values, now) -> Ids.objectId(now));

    /** 32 random letters and digits, as better-auth makes them. */
    public static final Generator ALPHANUMERIC = value("ALPHANUMERIC", (values, now) -> Ids.alphanumeric());

    /** A random token, 64 hex digits. */
    public static final Generator RANDOM_TOKEN = value("RANDOM_TOKEN", (values, now) -> Tokens.random());

    /** {@code sha256hex(provider + ":" + providerAccountId)}, NextAuth v3's {@code compound_id}. */
    public static final Generator COMPOUND_ID =
            derived("COMPOUND_ID", values -> Tokens.sha256(account(values)), "provider", "providerAccountId");

    /**
     * The first 24 hex digits of {@link #COMPOUND_ID}: an ObjectId that only one account can have, in a collection whose
     * other fields nobody keeps unique.
     */
    public static final Generator COMPOUND_OBJECT_ID = derived(
            "COMPOUND_OBJECT_ID",
            values -> Tokens.sha256(account(values)).substring(0, 24),
            "provider",
            "providerAccountId");

    /** What a database must know of a generator. */
    public enum Kind {
        /** {@link Generator#NONE}. */
        NONE,
        /** {@link Generator#DATABASE}. */
        DATABASE,
        /** {@link Generator#CREATED_AT}. */
        CREATED_AT,
        /** {@link Generator#UPDATED_AT}. */
        UPDATED_AT,
        /** Any other: a value that we make. */
        VALUE
    }

    private final String name;
    private final Kind kind;
    private final BiFunction<Map<String, @Nullable Object>, Instant, @Nullable Object> function;
    private final List<String> sources;

    private Generator(
            String name,
            Kind kind,
            BiFunction<Map<String, @Nullable Object>, Instant, @Nullable Object> function,
            List<String> sources) {
        this.name = name;
        this.kind = kind;
        this.function = function;
        this.sources = sources;
    }

    private static Generator value(
            String name, BiFunction<Map<String, @Nullable Object>, Instant, @Nullable Object> function) {
        return new Generator(name, Kind.VALUE, function, List.of());
    }

    private interface Derivation {
        Object of(Map<String, @Nullable Object> values);
    }

    private static Generator derived(String name, Derivation derivation, String... sources) {
        return new Generator(name, Kind.VALUE, (values, now) -> derivation.of(values), List.of(sources));
    }

    private static String account(Map<String, @Nullable Object> values) {
        return values.get("provider") + ":" + values.get("providerAccountId");
    }

    /**
     * A generator of the caller's own.
     *
     * @param name what to call it in messages
     * @param supplier makes a value of the column's type; called once an insert, on any thread; must not block
     * @return the generator
     */
    public static Generator of(String name, Supplier<?> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return value(Objects.requireNonNull(name, "name"), (values, now) -> supplier.get());
    }

    /**
     * What a database must know of it.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Makes a value.
     *
     * @param values the values of the row's other fields
     * @param now the current instant
     * @return the value; null for {@link #NONE} and {@link #DATABASE}
     */
    @Nullable
    Object generate(Map<String, @Nullable Object> values, Instant now) {
        return function.apply(values, now);
    }

    /**
     * The fields that a unique key on such a column really speaks of.
     *
     * @param field the field of the column itself
     * @return the fields to name in an error
     */
    List<String> sources(String field) {
        return sources.isEmpty() ? List.of(field) : sources;
    }

    /** Prints the name. */
    @Override
    public String toString() {
        return name;
    }
}
