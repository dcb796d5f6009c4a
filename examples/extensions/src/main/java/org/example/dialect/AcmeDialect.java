// SPDX-License-Identifier: Apache-2.0
package org.example.dialect;

import io.authflux.r2dbc.dialect.CatalogQueries;
import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.dialect.Returning;
import io.authflux.r2dbc.dialect.Write;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.r2dbc.spi.ConnectionFactoryMetadata;

/**
 * An imaginary product that keeps to the standard, with what is its own: long text has no length, changes hand back their
 * rows, and one error has a number only.
 */
public final class AcmeDialect implements Dialect {

    private static final int DEADLOCK = 50_200;

    private final Dialect standard = Dialects.ansi(position -> "$" + position);

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("Acme");
    }

    @Override
    public String placeholder(int position) {
        return standard.placeholder(position);
    }

    @Override
    public Codec codec(ColumnType type) {
        return standard.codec(type);
    }

    @Override
    public void check(Column column, Object value) {
        if (column.type() != ColumnType.TEXT) {
            standard.check(column, value);
        }
    }

    @Override
    public Returning returning(Write write) {
        return Returning.DELTA_TABLE;
    }

    @Override
    public Fault fault(String sqlState, int errorCode) {
        return errorCode == DEADLOCK ? Fault.CONCURRENT : standard.fault(sqlState, errorCode);
    }

    @Override
    public String definition(Column column) {
        return column.type() == ColumnType.TEXT
                ? typeName(ColumnType.TEXT) + (column.nullable() ? "" : " NOT NULL")
                : standard.definition(column);
    }

    @Override
    public String typeName(ColumnType type) {
        return type == ColumnType.TEXT ? "character varying" : standard.typeName(type);
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        return standard.accepts(type, found);
    }

    @Override
    public CatalogQueries catalog() {
        return standard.catalog();
    }
}
