// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Oracle Database 12.2 or newer. NextAuth never ran on it, since TypeORM refuses its {@code text} columns there. Types are
 * those that TypeORM 0.2.45 would write for its models, with {@code clob} for these, digits for numbers, lengths in
 * characters, and a zone for every moment.
 *
 * <p>An empty text is {@code NULL} to Oracle: where a column may be null, a text that is written empty is read as none, at
 * once and later; where it must have a value, an empty text is refused.
 */
final class OracleDialect implements Dialect {

    /** {@code varchar2(255 char)}. */
    private static final int STRING_LENGTH = 255;

    /** The longest list that there is a shape for within Oracle's 1,000 values. */
    private static final Many MANY = Many.paddedList(896);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final String SCHEMA = "NVL(?, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'))";

    private static final CatalogQueries CATALOG =
            new CatalogQueries("""
            SELECT table_name, column_name, LOWER(data_type),
                   CASE nullable WHEN 'Y' THEN 1 ELSE 0 END,
                   CASE WHEN default_length IS NOT NULL OR identity_column = 'YES' THEN 1 ELSE 0 END
            FROM all_tab_columns
            WHERE owner = %s
            ORDER BY table_name, column_id""".replace("%s", SCHEMA), """
            SELECT i.table_name, i.index_name, CASE i.uniqueness WHEN 'UNIQUE' THEN 1 ELSE 0 END, c.column_name
            FROM all_indexes i
            JOIN all_ind_columns c ON c.index_owner = i.owner AND c.index_name = i.index_name
            WHERE i.table_owner = %s AND i.index_type NOT LIKE 'FUNCTION%'
            ORDER BY i.table_name, i.index_name, c.column_position""".replace("%s", SCHEMA));

    private static final TableSyntax TABLES = new TableSyntax() {
        @Override
        public String addColumn(String table, String column) {
            return "ALTER TABLE " + table + " ADD " + column;
        }

        /** A schema is a user there. */
        @Override
        public Optional<String> createSchema(String name) {
            return Optional.empty();
        }

        @Override
        public String moment(String clock) {
            return "TIMESTAMP '" + clock + " +00:00'";
        }

        @Override
        public String truth(boolean value) {
            return value ? "1" : "0";
        }
    };

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("Oracle Database");
    }

    @Override
    public String placeholder(int position) {
        return "?";
    }

    @Override
    public Codec codec(ColumnType type) {
        return OracleCodecs.of(type);
    }

    @Override
    public void check(Column column, Object value) {
        if (value instanceof Instant instant && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
            throw new IllegalArgumentException(column.field() + " must lie between the years 1 and 9999");
        }
        if (value instanceof String text) {
            if (text.isEmpty() && !column.nullable()) {
                throw new IllegalArgumentException(column.field() + " is empty, which Oracle takes for no value");
            }
            if (column.type() != ColumnType.TEXT) {
                Lengths.require(column, text, column.length().orElse(STRING_LENGTH));
            }
        }
    }

    @Override
    public Returning returning(Write write) {
        return Returning.NONE;
    }

    @Override
    public Many many() {
        return MANY;
    }

    /** The driver writes it into a clause as it is. */
    @Override
    public String generated(String column) {
        return quote(column);
    }

    @Override
    public Fault fault(String sqlState, int errorCode) {
        return OracleErrors.fault(sqlState, errorCode);
    }

    /** The first parentheses hold owner and name; what Oracle 23 says of the row comes later. */
    @Override
    public boolean violates(String message, String key) {
        int start = message.indexOf('(');
        int end = message.indexOf(')', start + 1);
        if (start < 0 || end < 0) {
            return false;
        }
        String name = message.substring(start + 1, end);
        return name.equals(key) || name.endsWith("." + key);
    }

    @Override
    public TableSyntax tables() {
        return TABLES;
    }

    @Override
    public String definition(Column column) {
        if (column.generator() == Generator.DATABASE) {
            return type(column) + " GENERATED BY DEFAULT AS IDENTITY NOT NULL";
        }
        Generator.Kind kind = column.generator().kind();
        boolean filled = column.type() == ColumnType.TIMESTAMP
                && (kind == Generator.Kind.CREATED_AT || kind == Generator.Kind.UPDATED_AT);
        return type(column) + (filled ? " DEFAULT CURRENT_TIMESTAMP" : "") + (column.nullable() ? "" : " NOT NULL");
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> "varchar2(" + STRING_LENGTH + " char)";
            case TEXT -> "clob";
            case INTEGER, ID_INTEGER -> "number(10)";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "number(19)";
            case BOOLEAN, INSTANT_FLAG -> "number(1)";
            case ID_UUID -> "varchar2(36 char)";
            case TIMESTAMP -> "timestamp(6) with time zone";
            case TIMESTAMP_UTC -> "timestamp(6)";
        };
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String plain = found.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "");
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT, ID_UUID ->
                plain.contains("char") || plain.contains("clob");
            default -> plain.equals(typeName(type).replaceAll("\\([^)]*\\)", ""));
        };
    }

    @Override
    public CatalogQueries catalog() {
        return CATALOG;
    }

    /** Any other comparison takes upper and lower case for equal. */
    @Override
    public Optional<String> connectionCheck() {
        return Optional.of("SELECT 'NLS_COMP of the session must be BINARY' FROM nls_session_parameters"
                + " WHERE parameter = 'NLS_COMP' AND value <> 'BINARY'");
    }
}
