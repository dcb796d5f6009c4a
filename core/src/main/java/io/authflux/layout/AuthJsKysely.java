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
import java.util.Map;

/** {@code @auth/kysely-adapter}, as the migration in its documentation makes the tables. */
final class AuthJsKysely {

    static final Layout LAYOUT = new Layout(
            "authjs-kysely", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private AuthJsKysely() {}

    private static Schema postgres() {
        return tables(
                new Spelling(ColumnType.ID_UUID, "uuid DEFAULT gen_random_uuid()", Generator.UUID_V4),
                Spelling.of(ColumnType.ID_UUID, "uuid"),
                Spelling.of(ColumnType.STRING, "text"),
                Spelling.of(ColumnType.TEXT, "text"),
                Spelling.of(ColumnType.TIMESTAMP, "timestamptz"),
                "boolean");
    }

    private static Schema mysql() {
        Spelling text = Spelling.of(ColumnType.STRING, "varchar(255)");
        return tables(
                new Spelling(ColumnType.STRING, "varchar(36) DEFAULT (uuid())", Generator.UUID_V4),
                Spelling.of(ColumnType.STRING, "varchar(36)"),
                text,
                text,
                Spelling.of(ColumnType.TIMESTAMP_UTC, "datetime(3)"),
                "boolean");
    }

    private static Schema sqlite() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(
                // The adapter gives accounts and sessions no key there and relies on SQLite not to mind; ours have a
                // default.
                new Spelling(ColumnType.STRING, "varchar DEFAULT (lower(hex(randomblob(16))))", Generator.UUID_V4),
                text,
                text,
                Spelling.of(ColumnType.TEXT, "text"),
                Spelling.of(ColumnType.ISO_TEXT, "timestamptz"),
                "integer");
    }

    private static Schema tables(
            Spelling id, Spelling reference, Spelling text, Spelling token, Spelling moment, String flag) {
        return new AuthJs(
                        id,
                        reference,
                        text,
                        token,
                        moment,
                        Spelling.of(ColumnType.EPOCH_SECONDS, "bigint"),
                        Spelling.of(ColumnType.BIGINT, "bigint"),
                        Spelling.of(ColumnType.BOOLEAN, flag))
                .schema("User", "Account", "Session", "VerificationToken", "Authenticator")
                .with(USER, t -> t.with("email", c -> c.nullable(false)))
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised()))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey().with(Key.unique("token")));
    }
}
