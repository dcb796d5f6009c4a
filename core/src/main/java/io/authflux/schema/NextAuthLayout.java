// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static io.authflux.schema.Column.optional;
import static io.authflux.schema.Column.required;
import static io.authflux.schema.ColumnType.BIGINT;
import static io.authflux.schema.ColumnType.BOOLEAN;
import static io.authflux.schema.ColumnType.ID_INTEGER;
import static io.authflux.schema.ColumnType.STRING;
import static io.authflux.schema.ColumnType.TEXT;
import static io.authflux.schema.ColumnType.TIMESTAMP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The models of NextAuth v2 and v3 (the same in every release), in the property names of its TypeORM adapter and then
 * in snake case. Source: {@code next-auth/src/adapters/typeorm/models} and {@code lib/naming-strategies.js} at v3.17.2.
 *
 * <p>Beside what NextAuth makes there are the indexes that it forgot (sessions by user, every {@code expires}) and a
 * table for passkeys, which it did not know, in the same style. NextAuth never looks at either.
 */
final class NextAuthLayout {

    static final Schema SCHEMA = Schema.of(List.of(users(), accounts(), sessions(), verificationRequests(), passkeys()))
            .named(NamingStrategy.SNAKE);

    private NextAuthLayout() {}

    private static Entity users() {
        return table(
                EntityKind.USER,
                "users",
                List.of(Key.unique("email")),
                id(),
                optional("name", "name", STRING),
                optional("email", "email", STRING).asKey(),
                optional("emailVerified", "emailVerified", TIMESTAMP),
                optional("image", "image", STRING));
    }

    private static Entity accounts() {
        return table(
                EntityKind.ACCOUNT,
                "accounts",
                List.of(
                        Key.unique("compoundId"),
                        Key.index("userId").named("userId"),
                        Key.index("provider").named("providerId"),
                        Key.index("providerAccountId").named("providerAccountId")),
                id(),
                required("compoundId", "compoundId", STRING).generated(Generator.COMPOUND_ID),
                required("userId", "userId", ID_INTEGER).asKey(),
                required("type", "providerType", STRING),
                required("provider", "providerId", STRING).asKey(),
                required("providerAccountId", "providerAccountId", STRING).asKey(),
                optional("refreshToken", "refreshToken", TEXT),
                optional("accessToken", "accessToken", TEXT),
                optional("expiresAt", "accessTokenExpires", TIMESTAMP));
    }

    private static Entity sessions() {
        return table(
                EntityKind.SESSION,
                "sessions",
                List.of(
                        Key.unique("sessionToken"),
                        Key.unique("accessToken"),
                        Key.index("userId"),
                        Key.index("expires")),
                id(),
                required("userId", "userId", ID_INTEGER).asKey(),
                required("expires", "expires", TIMESTAMP),
                required("sessionToken", "sessionToken", STRING).asKey(),
                required("accessToken", "accessToken", STRING).generated(Generator.RANDOM_TOKEN));
    }

    private static Entity verificationRequests() {
        return table(
                EntityKind.VERIFICATION_TOKEN,
                "verificationRequests",
                List.of(Key.unique("token"), Key.index("expires")),
                id(),
                required("identifier", "identifier", STRING).asKey(),
                required("token", "token", STRING).asKey(),
                required("expires", "expires", TIMESTAMP));
    }

    private static Entity passkeys() {
        return table(
                EntityKind.AUTHENTICATOR,
                "authenticators",
                List.of(Key.unique("credentialId"), Key.index("userId")),
                id(),
                required("credentialId", "credentialId", STRING).asKey(),
                required("userId", "userId", ID_INTEGER).asKey(),
                required("providerAccountId", "providerAccountId", STRING),
                required("credentialPublicKey", "credentialPublicKey", TEXT),
                required("counter", "counter", BIGINT),
                required("credentialDeviceType", "credentialDeviceType", STRING),
                required("credentialBackedUp", "credentialBackedUp", BOOLEAN),
                optional("transports", "transports", STRING));
    }

    private static Column id() {
        return required("id", "id", ID_INTEGER).asKey().generated(Generator.DATABASE);
    }

    private static Entity table(EntityKind kind, String name, List<Key> keys, Column... columns) {
        List<Column> all = new ArrayList<>(Arrays.asList(columns));
        all.add(required("createdAt", "createdAt", TIMESTAMP).generated(Generator.CREATED_AT));
        all.add(required("updatedAt", "updatedAt", TIMESTAMP).generated(Generator.UPDATED_AT));
        return new Entity(kind, name, all, List.of("id"), keys, List.of());
    }
}
