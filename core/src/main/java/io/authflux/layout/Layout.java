// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import io.authflux.error.ConfigurationException;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The tables of one adapter of NextAuth.js or Auth.js, as it declares them on each family of databases. Pure data: another
 * layout is another value. Immutable.
 *
 * <p>Tables that are much like one of {@link Layouts} are that one, changed:
 *
 * <pre>{@code
 * Layout layout = Layouts.authJsDrizzle()
 *         .with(EntityKind.USER, users -> users.withTable("people").with("image", image -> image.named("picture")));
 * }</pre>
 *
 * <p>Tables of one's own are a {@link Schema} of one {@link Entity} for each {@link EntityKind}, the same everywhere
 * ({@link #of}) or one for each family of databases:
 *
 * <pre>{@code
 * Layout layout = new Layout("mine", Map.of(Family.POSTGRES, Schema.of(List.of(users, accounts, sessions, tokens, passkeys))));
 * }</pre>
 *
 * <p>A layout that comes with Authflux is a file of this package, which says in what it differs from {@code AuthJs}, and a
 * line in {@link Layouts}; nothing else knows it.
 *
 * @param name its name in a URL, for instance {@code authjs-drizzle}
 * @param schemas the tables on each family that the adapter exists for
 * @param databaseSchema the database schema that its tables are in; empty for the connection's own
 */
public record Layout(String name, Map<Family, Schema> schemas, String databaseSchema) {

    /** Copies and checks. */
    public Layout {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(databaseSchema, "databaseSchema");
        schemas = Collections.unmodifiableMap(new EnumMap<>(schemas));
    }

    /**
     * A layout in the connection's own database schema.
     *
     * @param name its name
     * @param schemas the tables on each family
     */
    public Layout(String name, Map<Family, Schema> schemas) {
        this(name, schemas, "");
    }

    /**
     * The same tables on every family; on MongoDB in camel case, as NextAuth v3 has it.
     *
     * @param schema the tables
     * @return a layout of the name {@code custom}
     */
    public static Layout of(Schema schema) {
        return everywhere("custom", schema);
    }

    static Layout everywhere(String name, Schema schema) {
        Map<Family, Schema> schemas = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            schemas.put(family, family == Family.MONGODB ? schema.named(NamingStrategy.CAMEL) : schema);
        }
        return new Layout(name, schemas);
    }

    /**
     * The tables on a family of databases.
     *
     * @param family the family
     * @return the tables
     * @throws ConfigurationException if the adapter does not exist for it; the message says for which it does
     */
    public Schema on(Family family) {
        Schema schema = schemas.get(family);
        if (schema == null) {
            throw new ConfigurationException("the layout " + name + " exists on "
                    + schemas.keySet().stream().map(Family::toString).collect(Collectors.joining(", ")) + ", not on "
                    + family);
        }
        return schema;
    }

    /**
     * The same layout with other tables on one family.
     *
     * @param family the family
     * @param change what becomes of its tables
     * @return the layout
     * @throws ConfigurationException if the adapter does not exist for it
     */
    public Layout on(Family family, UnaryOperator<Schema> change) {
        Map<Family, Schema> changed = new EnumMap<>(schemas);
        changed.put(family, change.apply(on(family)));
        return new Layout(name, changed, databaseSchema);
    }

    /**
     * The same layout with one table changed, on every family.
     *
     * @param kind which
     * @param change the change, for instance {@code users -> users.with(Column.optional("role", "role", STRING))}
     * @return the layout
     */
    public Layout with(EntityKind kind, UnaryOperator<Entity> change) {
        Map<Family, Schema> changed = new EnumMap<>(schemas);
        changed.replaceAll((family, schema) -> schema.with(kind, change));
        return new Layout(name, changed, databaseSchema);
    }
}
