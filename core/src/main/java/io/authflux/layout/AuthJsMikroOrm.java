// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import java.util.Map;

/** {@code @auth/mikro-orm-adapter}: its default entities in snake case. */
final class AuthJsMikroOrm {

    static final Layout LAYOUT = new Layout(
            "authjs-mikro-orm", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private AuthJsMikroOrm() {}

    private static Schema postgres() {
        return tables("varchar(255)", Spelling.of(ColumnType.TIMESTAMP, "timestamptz(0)"), "int");
    }

    private static Schema mysql() {
        return tables("varchar(255)", Spelling.of(ColumnType.TIMESTAMP_UTC, "datetime(0)"), "int");
    }

    private static Schema sqlite() {
        return tables("text", Spelling.of(ColumnType.EPOCH_MILLIS, "datetime"), "integer");
    }

    private static Schema tables(String varchar, Spelling moment, String seconds) {
        Spelling text = Spelling.of(ColumnType.STRING, varchar);
        Spelling id = text.by(Generator.UUID_V4);
        return new AuthJs(
                        id,
                        text,
                        text,
                        text,
                        moment,
                        Spelling.of(ColumnType.EPOCH_SECONDS, seconds),
                        Spelling.of(ColumnType.BIGINT, seconds),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("user", "account", "session", "verification_token", "authenticator")
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account()))
                .with(
                        ACCOUNT,
                        t -> t.with("idToken", c -> c.typed(ColumnType.TEXT).declared("text")))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey("token").with(Key.unique("token", "identifier")))
                .named(NamingStrategy.SNAKE);
    }
}
