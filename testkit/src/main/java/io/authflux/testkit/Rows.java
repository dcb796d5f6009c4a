// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.token.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Writes rows by the back door as NextAuth would: with its own generated columns, and nothing of ours. */
final class Rows {

    private final ContractFixture fixture;

    private Rows(ContractFixture fixture) {
        this.fixture = fixture;
    }

    static Rows in(ContractFixture fixture) {
        return new Rows(fixture);
    }

    void write(EntityKind kind, Map<String, ?> values) {
        Map<String, Object> row = new LinkedHashMap<>(values);
        row.keySet().removeIf(field -> fixture.schema().entity(kind).find(field).isEmpty());
        for (Column column : fixture.schema().entity(kind).columns()) {
            if (!row.containsKey(column.field())) {
                generate(column, row);
            }
        }
        fixture.backdoor().write(kind, row);
    }

    private void generate(Column column, Map<String, Object> row) {
        Generator generator = column.generator();
        switch (generator.kind()) {
            case VALUE -> row.put(column.field(), value(column, row));
            case CREATED_AT, UPDATED_AT ->
                row.put(column.field(), Given.in(fixture).now());
            default -> {}
        }
    }

    private static Object value(Column column, Map<String, Object> row) {
        if (column.generator() == Generator.COMPOUND_ID) {
            return Tokens.sha256(row.get("provider") + ":" + row.get("providerAccountId"));
        }
        if (column.generator() == Generator.RANDOM_TOKEN) {
            return Tokens.random();
        }
        // An ObjectId where keys are numbers elsewhere.
        return column.type() == ColumnType.ID_INTEGER
                ? Tokens.random().substring(0, 24)
                : UUID.randomUUID().toString();
    }
}
