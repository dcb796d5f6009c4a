// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.schema.Column;
import io.authflux.schema.EntityKind;
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
        for (Column column : fixture.schema().entity(kind).columns()) {
            if (!row.containsKey(column.field())) {
                generate(column, row);
            }
        }
        fixture.backdoor().write(kind, row);
    }

    private void generate(Column column, Map<String, Object> row) {
        switch (column.generator()) {
            case UUID_V4 -> row.put(column.field(), UUID.randomUUID().toString());
            case RANDOM_TOKEN -> row.put(column.field(), Tokens.random());
            case COMPOUND_ID ->
                row.put(column.field(), Tokens.sha256(row.get("provider") + ":" + row.get("providerAccountId")));
            case CREATED_AT, UPDATED_AT ->
                row.put(column.field(), Given.in(fixture).now());
            default -> {}
        }
    }
}
