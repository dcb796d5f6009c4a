// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.USER;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.authflux.schema.Schema;
import java.util.Map;

/** {@code @auth/drizzle-adapter}: the tables that it defines itself when it is given none. */
final class AuthJsDrizzle {

    static final Layout LAYOUT = new Layout(
            "authjs-drizzle", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private AuthJsDrizzle() {}

    private static Schema postgres() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(new AuthJs(
                text.by(Generator.UUID_V4),
                text,
                text,
                Spelling.of(ColumnType.TEXT, "text"),
                Spelling.of(ColumnType.TIMESTAMP_UTC, "timestamp"),
                Spelling.of(ColumnType.EPOCH_SECONDS, "integer"),
                Spelling.of(ColumnType.BIGINT, "integer"),
                Spelling.of(ColumnType.BOOLEAN, "boolean")));
    }

    /** Drizzle writes UTC's wall clock, as text, into {@code timestamp} columns of whole seconds. */
    private static Schema mysql() {
        Spelling text = Spelling.of(ColumnType.STRING, "varchar(255)");
        return tables(new AuthJs(
                        text.by(Generator.UUID_V4),
                        text,
                        text,
                        text,
                        Spelling.of(ColumnType.TIMESTAMP, "timestamp(0)"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "int"),
                        Spelling.of(ColumnType.BIGINT, "int"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean")))
                .with(USER, t -> t.with("emailVerified", c -> c.declared("timestamp(3)")))
                .with(ACCOUNT, t -> t.with("idToken", c -> c.declared("varchar(2048)")));
    }

    private static Schema sqlite() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(new AuthJs(
                text.by(Generator.UUID_V4),
                text,
                text,
                Spelling.of(ColumnType.TEXT, "text"),
                Spelling.of(ColumnType.EPOCH_MILLIS, "integer"),
                Spelling.of(ColumnType.EPOCH_SECONDS, "integer"),
                Spelling.of(ColumnType.BIGINT, "integer"),
                Spelling.of(ColumnType.BOOLEAN, "integer")));
    }

    private static Schema tables(AuthJs models) {
        return models.schema("user", "account", "session", "verificationToken", "authenticator");
    }
}
