// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import io.authflux.error.NonUniqueResultException;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Between records and rows. On the way in, a record becomes values by field name, ready for
 * {@link io.authflux.schema.Entity#newRow}; on the way out, {@link Cells} become a record, by position. Thread-safe.
 */
public final class Records {

    private Records() {}

    /**
     * A user's values.
     *
     * @param user the user
     * @return by field, attributes included
     * @throws IllegalArgumentException if an attribute has the name of a field of the model
     */
    public static Map<String, @Nullable Object> values(NewUser user) {
        Map<String, @Nullable Object> values = attributes(EntityKind.USER, user.attributes());
        values.put("name", user.name());
        values.put("email", user.email());
        values.put("emailVerified", user.emailVerified());
        values.put("image", user.image());
        return values;
    }

    /**
     * Values that users are looked for by.
     *
     * @param users the users' table
     * @param attributes by name
     * @return the same, as the columns hold them, in the order of the columns
     * @throws IllegalArgumentException if there is no such attribute, or one of another type; the message names it
     */
    public static Map<String, Object> criteria(Entity users, Map<String, ?> attributes) {
        Map<String, Object> left = new LinkedHashMap<>(Map.copyOf(attributes));
        Map<String, Object> criteria = new LinkedHashMap<>();
        for (Column column : users.attributes()) {
            Object value = left.remove(column.field());
            if (value != null) {
                criteria.put(column.field(), criterion(column, value));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(EntityKind.USER + ": there is no attribute " + left.keySet());
        }
        return criteria;
    }

    /** A text that no row can hold is no mistake of who asks: it matches nothing. */
    private static Object criterion(Column column, Object value) {
        if (column.codec() != null && !column.codec().isDeterministic()) {
            throw new IllegalArgumentException(
                    column.field() + " is written otherwise each time, so that nobody can be found by it");
        }
        boolean impossible =
                value instanceof String text && column.type().javaType() == String.class && !column.canHold(text);
        return impossible ? value : Objects.requireNonNull(column.require(value));
    }

    /**
     * The one user that was asked for.
     *
     * @param operation what was being done
     * @param found what was found; one user may be there several times
     * @return emits the user, or is empty if none was found; fails with {@link NonUniqueResultException} if several were
     */
    public static Mono<User> onlyOne(String operation, List<User> found) {
        return onlyOne(operation, found, User::id);
    }

    /**
     * The first of what was found, if all of it is one user's.
     *
     * @param operation what was being done
     * @param found what was found
     * @param userId whose it is
     * @param <T> what it is
     * @return emits the first, or is empty if nothing was found; fails with {@link NonUniqueResultException} if there are
     *     several users
     */
    public static <T> Mono<T> onlyOne(String operation, List<T> found, Function<T, String> userId) {
        if (found.stream().map(userId).distinct().count() > 1) {
            return Mono.error(new NonUniqueResultException(operation));
        }
        return Mono.justOrEmpty(found.stream().findFirst());
    }

    /**
     * An account's values.
     *
     * @param account the account
     * @return by field, attributes included
     * @throws IllegalArgumentException if an attribute has the name of a field of the model
     */
    public static Map<String, @Nullable Object> values(Account account) {
        Map<String, @Nullable Object> values = attributes(EntityKind.ACCOUNT, account.attributes());
        values.put("userId", account.userId());
        values.put("type", account.type());
        values.put("provider", account.provider());
        values.put("providerAccountId", account.providerAccountId());
        values.put("refreshToken", account.refreshToken());
        values.put("accessToken", account.accessToken());
        values.put("expiresAt", account.expiresAt());
        values.put("tokenType", account.tokenType());
        values.put("scope", account.scope());
        values.put("idToken", account.idToken());
        values.put("sessionState", account.sessionState());
        return values;
    }

    /**
     * A session's values.
     *
     * @param session the session
     * @return by field, attributes included
     * @throws IllegalArgumentException if an attribute has the name of a field of the model
     */
    public static Map<String, @Nullable Object> values(NewSession session) {
        Map<String, @Nullable Object> values = attributes(EntityKind.SESSION, session.attributes());
        values.put("sessionToken", session.sessionToken());
        values.put("userId", session.userId());
        values.put("expires", session.expires());
        return values;
    }

    /**
     * A verification token's values.
     *
     * @param token the token
     * @return by field
     */
    public static Map<String, @Nullable Object> values(VerificationToken token) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("identifier", token.identifier());
        values.put("token", token.token());
        values.put("expires", token.expires());
        return values;
    }

    /**
     * A passkey's values.
     *
     * @param authenticator the passkey
     * @return by field
     */
    public static Map<String, @Nullable Object> values(Authenticator authenticator) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("credentialId", authenticator.credentialId());
        values.put("userId", authenticator.userId());
        values.put("providerAccountId", authenticator.providerAccountId());
        values.put("credentialPublicKey", authenticator.credentialPublicKey());
        values.put("counter", authenticator.counter());
        values.put("credentialDeviceType", authenticator.credentialDeviceType());
        values.put("credentialBackedUp", authenticator.credentialBackedUp());
        values.put("transports", authenticator.transports());
        return values;
    }

    /** An attribute is a column that the schema adds: it must not smuggle in an id or whatever else only we give. */
    private static Map<String, @Nullable Object> attributes(EntityKind kind, Map<String, Object> attributes) {
        for (String name : attributes.keySet()) {
            if (kind.field(name).isPresent()) {
                throw new IllegalArgumentException(kind + ": " + name + " is a field of the model, not an attribute");
            }
        }
        return new LinkedHashMap<>(attributes);
    }

    /**
     * Makes a user.
     *
     * @param row the row
     * @return the record
     */
    public static User user(Cells row) {
        return new User(
                text(EntityKind.USER, row, 0),
                optional(row, 1),
                optional(row, 2),
                instant(row, 3),
                optional(row, 4),
                row.attributes());
    }

    /**
     * Makes an account.
     *
     * @param row the row
     * @return the record
     */
    public static Account account(Cells row) {
        String type = optional(row, 1);
        return new Account(
                text(EntityKind.ACCOUNT, row, 0),
                type == null ? Account.DEFAULT_TYPE : type,
                text(EntityKind.ACCOUNT, row, 2),
                text(EntityKind.ACCOUNT, row, 3),
                optional(row, 4),
                optional(row, 5),
                instant(row, 6),
                optional(row, 7),
                optional(row, 8),
                optional(row, 9),
                optional(row, 10),
                row.attributes());
    }

    /**
     * Makes a session.
     *
     * @param row the row
     * @return the record
     */
    public static Session session(Cells row) {
        return new Session(
                text(EntityKind.SESSION, row, 0),
                text(EntityKind.SESSION, row, 1),
                expires(EntityKind.SESSION, row, 2),
                optional(row, 3),
                row.attributes());
    }

    /**
     * Makes a verification token.
     *
     * @param row the row
     * @return the record
     */
    public static VerificationToken verificationToken(Cells row) {
        return new VerificationToken(
                text(EntityKind.VERIFICATION_TOKEN, row, 0),
                text(EntityKind.VERIFICATION_TOKEN, row, 1),
                expires(EntityKind.VERIFICATION_TOKEN, row, 2));
    }

    /**
     * Makes a passkey.
     *
     * @param row the row
     * @return the record
     */
    public static Authenticator authenticator(Cells row) {
        return new Authenticator(
                text(EntityKind.AUTHENTICATOR, row, 0),
                text(EntityKind.AUTHENTICATOR, row, 1),
                text(EntityKind.AUTHENTICATOR, row, 2),
                text(EntityKind.AUTHENTICATOR, row, 3),
                (Long) required(EntityKind.AUTHENTICATOR, row, 4),
                text(EntityKind.AUTHENTICATOR, row, 5),
                (Boolean) required(EntityKind.AUTHENTICATOR, row, 6),
                optional(row, 7));
    }

    private static Object required(EntityKind kind, Cells row, int position) {
        Object value = row.get(position);
        if (value == null) {
            throw new IllegalStateException(
                    kind + ": the column of " + kind.fields().get(position).name() + " must have a value and is NULL");
        }
        return value;
    }

    private static String text(EntityKind kind, Cells row, int position) {
        return (String) required(kind, row, position);
    }

    private static @Nullable String optional(Cells row, int position) {
        return (String) row.get(position);
    }

    private static @Nullable Instant instant(Cells row, int position) {
        return (Instant) row.get(position);
    }

    private static Instant expires(EntityKind kind, Cells row, int position) {
        return (Instant) required(kind, row, position);
    }
}
