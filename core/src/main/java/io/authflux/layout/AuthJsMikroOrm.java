// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.KeyNames;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.util.Map;

/**
 * {@code @auth/mikro-orm-adapter}: its default entities in snake case, as MikroORM 5's schema generator makes them
 * ({@code packages/adapter-mikro-orm/src/lib/entities.ts} of nextauthjs/next-auth).
 */
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
        Schema tables = new AuthJs(
                        id,
                        text,
                        text,
                        text,
                        moment,
                        Spelling.of(ColumnType.EPOCH_SECONDS, seconds),
                        Spelling.of(ColumnType.BIGINT, seconds),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("user", "account", "session", "verification_token", "authenticator")
                // The database's alone: two users without an address cannot both have the empty one.
                .with(USER, t -> t.with("email", c -> c.declared(varchar + " DEFAULT ''")))
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account()))
                .with(
                        ACCOUNT,
                        t -> t.with("idToken", c -> c.typed(ColumnType.TEXT).declared("text")))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(VERIFICATION_TOKEN, t -> t.withPrimaryKey("token").with(Key.unique("token", "identifier")))
                .named(NamingStrategy.SNAKE);
        for (EntityKind kind : EntityKind.values()) {
            tables = tables.with(kind, AuthJsMikroOrm::inItsWords);
        }
        return tables;
    }

    private static Entity inItsWords(Entity table) {
        return table.withKeyNames(KeyNames.MIKRO_ORM)
                .withReferences(table.references().stream()
                        .map(r -> new Reference(r.field(), true, true))
                        .toList());
    }
}
