// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.AUTHENTICATOR;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.Presence;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code @auth/prisma-adapter}, as the schemas in its documentation have it. Those differ in which tables have a key of
 * their own and the times of their making; a table that is there is taken as it is. Keys are cuids, which Prisma's client
 * makes and the database does not know.
 */
final class AuthJsPrisma {

    static final Layout LAYOUT = new Layout(
            "authjs-prisma",
            Map.of(
                    Family.POSTGRES, postgres(),
                    Family.MYSQL, mysql(),
                    Family.SQLITE, sqlite(),
                    Family.MONGODB, mongodb()));

    private AuthJsPrisma() {}

    private static Schema postgres() {
        Spelling text = Spelling.of(ColumnType.STRING, "text");
        return tables(
                new AuthJs(
                        text.by(Generator.CUID),
                        text,
                        text,
                        Spelling.of(ColumnType.TEXT, "text"),
                        Spelling.of(ColumnType.TIMESTAMP_UTC, "timestamp(3)"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "integer"),
                        Spelling.of(ColumnType.BIGINT, "integer"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean")),
                "timestamp(3)",
                false);
    }

    /** The page for MySQL has two columns more, and Prisma's client reads every column of its schema. */
    private static Schema mysql() {
        Spelling text = Spelling.of(ColumnType.STRING, "varchar(191)");
        return tables(
                        new AuthJs(
                                text.by(Generator.CUID),
                                text,
                                text,
                                Spelling.of(ColumnType.TEXT, "text"),
                                Spelling.of(ColumnType.TIMESTAMP_UTC, "datetime(3)"),
                                Spelling.of(ColumnType.EPOCH_SECONDS, "int"),
                                Spelling.of(ColumnType.BIGINT, "int"),
                                Spelling.of(ColumnType.BOOLEAN, "tinyint(1)")),
                        "datetime(3)",
                        true)
                .with(USER, t -> t.with(text.optional("username").present(Presence.OPTIONAL))
                        .with(Key.unique("username").asAdvised()))
                .with(
                        ACCOUNT,
                        t -> t.with(
                                Column.optional("refreshTokenExpiresIn", "refresh_token_expires_in", ColumnType.BIGINT)
                                        .declared("int")
                                        .present(Presence.OPTIONAL)));
    }

    /** Written as Prisma's own engine does, in milliseconds; the text of its driver adapters is read and compared as well. */
    private static Schema sqlite() {
        Spelling text = Spelling.of(ColumnType.STRING, "TEXT");
        return tables(
                new AuthJs(
                        text.by(Generator.CUID),
                        text,
                        text,
                        Spelling.of(ColumnType.TEXT, "TEXT"),
                        Spelling.of(ColumnType.EPOCH_MILLIS, "DATETIME"),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "INTEGER"),
                        Spelling.of(ColumnType.BIGINT, "INTEGER"),
                        Spelling.of(ColumnType.BOOLEAN, "BOOLEAN")),
                "DATETIME",
                true);
    }

    private static Schema mongodb() {
        Spelling id = new Spelling(ColumnType.ID_INTEGER, null, Generator.DATABASE);
        Spelling text = new Spelling(ColumnType.STRING, null, Generator.NONE);
        return tables(
                        new AuthJs(
                                id,
                                id.by(Generator.NONE),
                                text,
                                text,
                                new Spelling(ColumnType.TIMESTAMP, null, Generator.NONE),
                                new Spelling(ColumnType.EPOCH_SECONDS, null, Generator.NONE),
                                new Spelling(ColumnType.BIGINT, null, Generator.NONE),
                                new Spelling(ColumnType.BOOLEAN, null, Generator.NONE)),
                        null,
                        true)
                // A passkey has no key but its credential.
                .with(AUTHENTICATOR, t -> t.withPrimaryKey("credentialId")
                        .withKeys(List.of(Key.index("userId").asAdvised()))
                        .with("credentialId", c -> c.named("_id")));
    }

    /** {@code keyed}: whether the documented schema gives accounts and sessions a key of their own. */
    private static Schema tables(AuthJs models, @Nullable String time, boolean keyed) {
        Spelling moment = new Spelling(models.moment().type(), time, Generator.NONE);
        Column id = models.id().required("id").present(keyed ? Presence.OPTIONAL : Presence.IF_THERE);
        UnaryOperator<Entity> dated = table -> table.with(
                        moment.by(Generator.CREATED_AT).required("createdAt").present(Presence.OPTIONAL))
                .with(moment.by(Generator.UPDATED_AT).required("updatedAt").present(Presence.OPTIONAL));
        return models.schema("User", "Account", "Session", "VerificationToken", "Authenticator")
                .with(USER, dated)
                .with(
                        ACCOUNT,
                        t -> dated.apply(
                                keyed ? AuthJs.keyed(id, AuthJs.account()).apply(t) : t.withFirst(id)))
                .with(
                        SESSION,
                        t -> dated.apply(
                                keyed
                                        ? AuthJs.keyed(id, AuthJs.sessionToken())
                                                .apply(t)
                                        : t.withFirst(id).withPrimaryKey().with(AuthJs.sessionToken())))
                .with(VERIFICATION_TOKEN, t -> keyed ? t.withPrimaryKey().with(Key.unique("identifier", "token")) : t);
    }
}
