// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import java.util.Map;

/** {@code @auth/sequelize-adapter}: its models in snake case, without Sequelize's own times. */
final class AuthJsSequelize {

    static final Layout LAYOUT = new Layout(
            "authjs-sequelize", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private AuthJsSequelize() {}

    private static Schema postgres() {
        return tables(
                Spelling.of(ColumnType.ID_UUID, "uuid"),
                Spelling.of(ColumnType.TIMESTAMP, "timestamptz"),
                "varchar(255)");
    }

    private static Schema mysql() {
        return tables(
                Spelling.of(ColumnType.STRING, "char(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"),
                Spelling.of(ColumnType.TIMESTAMP_UTC, "datetime(0)"),
                "varchar(255)");
    }

    private static Schema sqlite() {
        return tables(
                Spelling.of(ColumnType.STRING, "UUID"),
                Spelling.of(ColumnType.OFFSET_TEXT, "DATETIME"),
                "VARCHAR(255)");
    }

    private static Schema tables(Spelling reference, Spelling moment, String varchar) {
        Spelling text = Spelling.of(ColumnType.STRING, varchar);
        Spelling id = reference.by(Generator.UUID_V4);
        return new AuthJs(
                        id,
                        reference,
                        text,
                        text,
                        moment,
                        Spelling.of(ColumnType.EPOCH_SECONDS, "integer"),
                        Spelling.of(ColumnType.BIGINT, "integer"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("users", "accounts", "sessions", "verification_tokens", "authenticators")
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised()))
                .with(
                        ACCOUNT,
                        t -> t.with("idToken", c -> c.typed(ColumnType.TEXT).declared("text")))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey("token"))
                .named(NamingStrategy.SNAKE);
    }
}
