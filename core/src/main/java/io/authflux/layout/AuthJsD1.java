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

/** {@code @auth/d1-adapter}: SQLite at Cloudflare, instants as ISO 8601 text. Its migration has primary keys and no others. */
final class AuthJsD1 {

    static final Layout LAYOUT = new Layout("authjs-d1", Map.of(Family.SQLITE, tables()));

    private AuthJsD1() {}

    private static Schema tables() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        Spelling id = text.by(Generator.UUID_V4);
        return new AuthJs(
                        id,
                        text,
                        text,
                        Spelling.of(ColumnType.TEXT, "text"),
                        Spelling.of(ColumnType.ISO_TEXT, "datetime"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "number"),
                        Spelling.of(ColumnType.BIGINT, "number"),
                        Spelling.of(ColumnType.BOOLEAN, "integer"))
                .schema("users", "accounts", "sessions", "verification_tokens", "authenticators")
                .with(USER, t -> t.withKeys(List.of(Key.unique("email").asAdvised())))
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised()))
                .with(ACCOUNT, t -> t.withReferences(List.of()))
                .with(ACCOUNT, AuthJs::withOAuth1)
                .with(SESSION, t -> t.withFirst(id.required("id")).withReferences(List.of()))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey("token"));
    }
}
