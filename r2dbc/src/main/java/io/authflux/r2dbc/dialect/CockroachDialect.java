// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.ColumnType;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Locale;

/**
 * CockroachDB, whose transactions are serializable: who loses to another is run
 * again. Its integers have 64 bits, and {@code SERIAL} is one that is no small number.
 */
final class CockroachDialect implements PostgresFamily {

    /** Its own view of indexes: PostgreSQL's is there, but what a secondary index holds of the primary key is in it too. */
    private static final CatalogQueries QUERIES = new CatalogQueries(CATALOG.columns(), """
            SELECT table_name, index_name, CASE non_unique WHEN 'NO' THEN 1 ELSE 0 END, column_name
            FROM information_schema.statistics
            WHERE table_schema = COALESCE(NULLIF($1, ''), current_schema()) AND storing = 'NO' AND implicit = 'NO'
            ORDER BY table_name, index_name, seq_in_index""");

    @Override
    public String name() {
        return "cockroachdb";
    }

    /** It says that it is PostgreSQL; that it is not must be said by whoever connects. */
    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return false;
    }

    @Override
    public String productName(String product) {
        return "CockroachDB";
    }

    @Override
    public Codec codec(ColumnType type) {
        return Codecs.standard(type == ColumnType.ID_INTEGER ? ColumnType.ID_BIGINT : type);
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        boolean wide = (type == ColumnType.ID_INTEGER || type == ColumnType.INTEGER)
                && found.toLowerCase(Locale.ROOT).equals("bigint");
        return wide || PostgresFamily.super.accepts(type, found);
    }

    @Override
    public CatalogQueries catalog() {
        return QUERIES;
    }
}
