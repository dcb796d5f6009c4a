// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.KeyNames;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.util.Map;

/**
 * {@code @auth/typeorm-adapter}: keys are UUIDs, instants milliseconds in text. It keeps neither an account at a provider
 * nor a link's token unique.
 */
final class AuthJsTypeOrm {

    static final Layout LAYOUT = new Layout(
            "authjs-typeorm", Map.of(Family.POSTGRES, postgres(), Family.MYSQL, mysql(), Family.SQLITE, sqlite()));

    private AuthJsTypeOrm() {}

    /** TypeORM leaves the key to the database here. */
    private static Schema postgres() {
        return tables(
                new Spelling(ColumnType.ID_UUID, "uuid DEFAULT gen_random_uuid()", Generator.UUID_V4),
                Spelling.of(ColumnType.ID_UUID, "uuid"),
                "character varying");
    }

    private static Schema mysql() {
        return tables(
                new Spelling(ColumnType.STRING, "varchar(36)", Generator.UUID_V4),
                Spelling.of(ColumnType.STRING, "varchar(255)"),
                "varchar(255)");
    }

    private static Schema sqlite() {
        return tables(
                new Spelling(ColumnType.STRING, "varchar", Generator.UUID_V4),
                Spelling.of(ColumnType.STRING, "varchar"),
                "varchar");
    }

    private static Schema tables(Spelling id, Spelling reference, String varchar) {
        Spelling text = Spelling.of(ColumnType.STRING, varchar);
        Schema tables = new AuthJs(
                        id,
                        reference,
                        text,
                        text,
                        Spelling.of(ColumnType.EPOCH_MILLIS_TEXT, varchar),
                        Spelling.of(ColumnType.EPOCH_SECONDS, "bigint"),
                        Spelling.of(ColumnType.BIGINT, "bigint"),
                        Spelling.of(ColumnType.BOOLEAN, "boolean"))
                .schema("users", "accounts", "sessions", "verification_tokens", "authenticators")
                .with(ACCOUNT, AuthJs.keyed(id.required("id"), AuthJs.account().asAdvised()))
                .with(SESSION, AuthJs.keyed(id.required("id"), AuthJs.sessionToken()))
                .with(
                        VERIFICATION_TOKEN,
                        AuthJs.keyed(
                                id.required("id"),
                                Key.unique("identifier", "token").asAdvised()));
        for (EntityKind kind : EntityKind.values()) {
            tables = tables.with(kind, AuthJsTypeOrm::restricted);
        }
        return tables;
    }

    /** Named as TypeORM names them; and a user who has sessions cannot be deleted by itself. */
    private static Entity restricted(Entity table) {
        return table.withKeyNames(KeyNames.TYPEORM)
                .withReferences(table.references().stream()
                        .map(r -> new Reference(r.field(), false))
                        .toList());
    }
}
