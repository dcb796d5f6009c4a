// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
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
 * {@code @auth/pg-adapter}, and {@code @auth/neon-adapter}, which is the same with a unique address. Keys are numbers that
 * the database gives; but for the primary keys the adapter's {@code schema.sql} has none, so those here are advised.
 */
final class AuthJsPg {

    static final Layout LAYOUT = new Layout("authjs-pg", Map.of(Family.POSTGRES, tables()));

    private AuthJsPg() {}

    private static Schema tables() {
        Spelling text = Spelling.of(ColumnType.STRING, "varchar(255)");
        Spelling id = new Spelling(ColumnType.ID_INTEGER, null, Generator.DATABASE);
        Spelling token = Spelling.of(ColumnType.TEXT, "text");
        return new AuthJs(
                        id,
                        Spelling.of(ColumnType.ID_INTEGER, "integer"),
                        text,
                        token,
                        Spelling.of(ColumnType.TIMESTAMP, "timestamptz"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "bigint"),
                        Spelling.of(ColumnType.BIGINT, "bigint"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("users", "accounts", "sessions", "verification_token", "authenticators")
                .with(USER, t -> t.withKeys(List.of(Key.unique("email").asAdvised()))
                        .with("image", c -> c.declared("text")))
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised()))
                .with(ACCOUNT, t -> t.withReferences(List.of())
                        .with("tokenType", c -> c.declared("text"))
                        .with("scope", c -> c.declared("text"))
                        .with("sessionState", c -> c.declared("text")))
                .with(
                        SESSION,
                        AuthJs.keyed(id.required("id"), AuthJs.sessionToken().asAdvised()))
                .with(SESSION, t -> t.withReferences(List.of()))
                .with(VERIFICATION_TOKEN, t -> t.with("identifier", c -> c.declared("text"))
                        .with("token", c -> c.declared("text")));
    }
}
