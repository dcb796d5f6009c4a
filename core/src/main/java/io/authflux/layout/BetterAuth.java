// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import io.authflux.schema.TextCodec;
import java.util.Map;

/**
 * better-auth's core tables, as its own migration makes them ({@code better-auth/src/db/get-migration.ts}). It knows of an
 * address only whether it was verified, of an account no type, and calls a session's token and end otherwise; its
 * verification rows hold any value. Addresses are in lower case, whoever writes or asks
 * ({@code better-auth/src/db/internal-adapter.ts}).
 *
 * <p>Two things are ours: an instant that its migration leaves without a default may have one, and on MySQL what names an
 * account is short text, where it has {@code text}, so that a key can keep it one user's.
 */
final class BetterAuth {

    /** Everybody has a name there, and be it none. */
    private static final Generator NO_NAME = Generator.of("NO_NAME", () -> "");

    static final Layout LAYOUT = new Layout(
            "better-auth", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private BetterAuth() {}

    private static Schema postgres() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(text, text, Spelling.of(ColumnType.TIMESTAMP, "timestamptz"), "boolean");
    }

    private static Schema mysql() {
        return tables(
                Spelling.of(ColumnType.STRING, "varchar(36)"),
                Spelling.of(ColumnType.STRING, "varchar(255)"),
                Spelling.of(ColumnType.TIMESTAMP, "timestamp(3)"),
                "boolean");
    }

    private static Schema sqlite() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(text, text, Spelling.of(ColumnType.ISO_TEXT, "date"), "integer");
    }

    private static Schema tables(Spelling key, Spelling text, Spelling moment, String flag) {
        Spelling id = key.by(Generator.ALPHANUMERIC);
        Column created = moment.by(Generator.CREATED_AT).required("createdAt");
        Column updated = moment.by(Generator.UPDATED_AT).required("updatedAt");
        return new AuthJs(
                        id,
                        key,
                        text,
                        Spelling.of(ColumnType.TEXT, "text"),
                        moment,
                        moment,
                        Spelling.of(ColumnType.BIGINT, "integer"),
                        Spelling.of(ColumnType.BOOLEAN, flag))
                .schema("user", "account", "session", "verification", "authenticator")
                .with(USER, t -> t.with("name", c -> c.nullable(false).generated(NO_NAME))
                        .with("email", c -> c.nullable(false).encoded(TextCodec.lowerCase()))
                        .with("emailVerified", c -> c.typed(ColumnType.INSTANT_FLAG)
                                .declared(flag))
                        .with("image", BetterAuth::any)
                        .with(created)
                        .with(updated))
                .with(ACCOUNT, t -> account(t, id, moment).with(created).with(updated))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(SESSION, t -> t.with("sessionToken", c -> c.named("token"))
                        .with("expires", c -> c.named("expiresAt"))
                        .with(any(text.optional("ipAddress")))
                        .with(any(text.optional("userAgent")))
                        .with(created)
                        .with(updated))
                .with(VERIFICATION_TOKEN, AuthJs.keyed(id.required("id"), Key.index("identifier")))
                .with(VERIFICATION_TOKEN, t -> t.with("token", c -> any(c.named("value")))
                        .with("expires", c -> c.named("expiresAt"))
                        .with(created)
                        .with(updated));
    }

    private static Entity account(Entity table, Spelling id, Spelling moment) {
        return AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised())
                .apply(table.without("type", "tokenType", "sessionState"))
                .with("provider", c -> c.named("providerId"))
                .with("providerAccountId", c -> c.named("accountId"))
                .with("refreshToken", c -> c.named("refreshToken"))
                .with("accessToken", c -> c.named("accessToken"))
                .with("idToken", c -> c.named("idToken"))
                .with("expiresAt", c -> c.named("accessTokenExpiresAt"))
                .with("scope", BetterAuth::any)
                .with(moment.optional("refreshTokenExpiresAt"))
                .with(any(Column.optional("password", "password", ColumnType.TEXT)));
    }

    /** Text of any length. */
    private static Column any(Column column) {
        return column.typed(ColumnType.TEXT).declared("text");
    }
}
