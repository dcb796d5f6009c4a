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

/** {@code @auth/supabase-adapter}: PostgreSQL, in a database schema of its own, which PostgREST must expose. */
final class AuthJsSupabase {

    static final Layout LAYOUT = new Layout("authjs-supabase", Map.of(Family.POSTGRES, tables()), "next_auth");

    private AuthJsSupabase() {}

    private static Schema tables() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        Spelling id = new Spelling(ColumnType.ID_UUID, "uuid DEFAULT gen_random_uuid()", Generator.UUID_V4);
        return new AuthJs(
                        id,
                        Spelling.of(ColumnType.ID_UUID, "uuid"),
                        text,
                        Spelling.of(ColumnType.TEXT, "text"),
                        Spelling.of(ColumnType.TIMESTAMP, "timestamptz"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "bigint"),
                        Spelling.of(ColumnType.BIGINT, "bigint"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("users", "accounts", "sessions", "verification_tokens", "authenticators")
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().named("provider_unique")))
                .with(ACCOUNT, AuthJs::withOAuth1)
                .with(
                        SESSION,
                        AuthJs.keyed(id.required("id"), AuthJs.sessionToken().named("sessiontoken_unique")))
                .with(USER, t -> t.withKeys(List.of(Key.unique("email").named("email_unique"))))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey("token")
                        .with(Key.unique("token", "identifier").named("token_identifier_unique")));
    }
}
