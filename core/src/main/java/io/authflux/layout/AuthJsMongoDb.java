// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.AUTHENTICATOR;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.Map;

/**
 * {@code @auth/mongodb-adapter}. It makes no index at all, so that all here are advised; that an account has one user is
 * kept by its key, which is made of what identifies it.
 */
final class AuthJsMongoDb {

    static final Layout LAYOUT = new Layout("authjs-mongodb", Map.of(Family.MONGODB, collections()));

    private AuthJsMongoDb() {}

    private static List<Key> advised(List<Key> keys) {
        return keys.stream().map(Key::asAdvised).toList();
    }

    private static Schema collections() {
        Spelling id = new Spelling(ColumnType.ID_INTEGER, null, Generator.DATABASE);
        Spelling text = new Spelling(ColumnType.STRING, null, Generator.NONE);
        return new AuthJs(
                        id,
                        id.by(Generator.NONE),
                        text,
                        text,
                        new Spelling(ColumnType.TIMESTAMP, null, Generator.NONE),
                        new Spelling(ColumnType.EPOCH_SECONDS, null, Generator.NONE),
                        new Spelling(ColumnType.BIGINT, null, Generator.NONE),
                        new Spelling(ColumnType.BOOLEAN, null, Generator.NONE))
                .schema("users", "accounts", "sessions", "verification_tokens", "authenticators")
                .with(USER, t -> t.withKeys(List.of(Key.unique("email").asAdvised())))
                .with(
                        ACCOUNT,
                        AuthJs.keyed(
                                id.by(Generator.COMPOUND_OBJECT_ID).required("id"),
                                AuthJs.account().asAdvised()))
                .with(
                        SESSION,
                        AuthJs.keyed(id.required("id"), AuthJs.sessionToken().asAdvised()))
                .with(
                        VERIFICATION_TOKEN,
                        AuthJs.keyed(
                                id.required("id"),
                                Key.unique("identifier", "token").asAdvised()))
                // The adapter knows none.
                .with(AUTHENTICATOR, t -> t.withPrimaryKey().withKeys(advised(t.keys())));
    }
}
