// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * SQL Server 2016 or newer, and Azure SQL. Types and defaults are those that TypeORM 0.2.45 writes for {@code mssql}, save
 * that a column that may be null says so.
 *
 * <p>No statement holds an {@code @} that is no marker: r2dbc-mssql takes every one for a parameter.
 */
final class SqlServerDialect implements Dialect {

    /** {@code varchar(255)}. */
    private static final int STRING_LENGTH = 255;

    /** With the marker of each value, within the 2,100 parameters of a statement. */
    private static final Many MANY = Many.paddedList(1_024);

    /** Waits as long as the statement may take, ends with the transaction; what it answers is no row. */
    private static final String APP_LOCK = "EXEC sp_getapplock %s, 'Exclusive', 'Transaction', -1";

    private static final TableSyntax TABLES = new TableSyntax() {
        @Override
        public boolean nullsCollide() {
            return true;
        }

        @Override
        public String addColumn(String table, String column) {
            return "ALTER TABLE " + table + " ADD " + column;
        }

        /** It must stand alone in its batch. */
        @Override
        public Optional<String> createSchema(String name) {
            String text = name.replace("'", "''");
            return Optional.of("IF SCHEMA_ID(PARSENAME('" + text + "', 1)) IS NULL EXEC('CREATE SCHEMA " + text + "')");
        }

        /** What is not marked is in the character set of the collation. */
        @Override
        public String text(String text) {
            return 'N' + TableSyntax.super.text(text);
        }

        /** With this letter no setting of the session changes what a month is. */
        @Override
        public String wallClock(String clock) {
            return "'" + clock.replace(' ', 'T') + "'";
        }

        @Override
        public String truth(boolean value) {
            return value ? "1" : "0";
        }
    };

    @Override
    public String name() {
        return "mssql";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("Microsoft SQL Server");
    }

    /** The driver hands over the edition too. */
    @Override
    public String productName(String product) {
        return "SQL Server";
    }

    /** Unlike double quotes, brackets quote whatever a session has set. */
    @Override
    public String quote(String identifier) {
        return '[' + identifier.replace("]", "]]") + ']';
    }

    @Override
    public String placeholder(int position) {
        return "@p" + position;
    }

    @Override
    public Codec codec(ColumnType type) {
        return switch (type) {
            case TIMESTAMP -> SqlServerMoments.STORED;
            case TIMESTAMP_UTC -> MySqlCodecs.of(type);
            default -> Codecs.standard(type);
        };
    }

    @Override
    public Ordering ordering(ColumnType type) {
        return type == ColumnType.TIMESTAMP
                ? new Ordering(column -> column, SqlServerMoments.BORDER)
                : Dialect.super.ordering(type);
    }

    @Override
    public TextRules text(ColumnType type, String found) {
        return type == ColumnType.STRING || type == ColumnType.TEXT ? SqlServerText.of(found) : TextRules.EXACT;
    }

    @Override
    public void check(Column column, Object value) {
        Lengths.requireInt(column, value);
        if (value instanceof Instant instant
                && (column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.TIMESTAMP_UTC)) {
            SqlServerMoments.require(column, instant);
        }
        if (value instanceof String text && column.type() != ColumnType.TEXT) {
            Lengths.require(column, text, column.length().orElse(STRING_LENGTH));
        }
    }

    @Override
    public Returning returning(Write write) {
        return Returning.OUTPUT;
    }

    @Override
    public Many many() {
        return MANY;
    }

    /**
     * The lock's name tells tables apart; that their database schemas are not told apart makes somebody wait in vain at worst.
     * The driver takes every word with an at sign for a parameter, so that there is no variable to put both into.
     */
    @Override
    public KeyLock keyLock() {
        return new KeyLock.OfTransaction("IF @p1 IS NOT NULL " + APP_LOCK.replace("%s", "@p2")
                + "; IF APPLOCK_MODE('public', @p2, 'Transaction') <> 'Exclusive' THROW "
                + SqlServerErrors.LOCK_NOT_GIVEN + ", 'the lock was not given', 1");
    }

    @Override
    public Fault fault(String sqlState, int errorCode) {
        return SqlServerErrors.fault(sqlState, errorCode);
    }

    /** Names stand in quotation marks of one kind or the other; the values of the row follow in parentheses. */
    @Override
    public boolean violates(String message, String key) {
        int values = message.indexOf(" (");
        String words = values < 0 ? message : message.substring(0, values);
        return words.contains("'" + key + "'") || words.contains('"' + key + '"');
    }

    @Override
    public TableSyntax tables() {
        return TABLES;
    }

    @Override
    public String definition(Column column) {
        if (column.generator() == Generator.DATABASE) {
            return type(column) + " NOT NULL IDENTITY(1,1)";
        }
        Generator.Kind kind = column.generator().kind();
        boolean filled = column.type() == ColumnType.TIMESTAMP
                && (kind == Generator.Kind.CREATED_AT || kind == Generator.Kind.UPDATED_AT);
        return type(column) + (column.nullable() ? " NULL" : " NOT NULL") + (filled ? " DEFAULT getdate()" : "");
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> "varchar(" + STRING_LENGTH + ")";
            case TEXT -> "text";
            case INTEGER, ID_INTEGER -> "int";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN, INSTANT_FLAG -> "bit";
            case ID_UUID -> "uniqueidentifier";
            case TIMESTAMP -> "datetime";
            case TIMESTAMP_UTC -> "datetime2";
        };
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String plain = found.toLowerCase(Locale.ROOT).replaceFirst(" in code page .*", "");
        Set<String> text = Set.of("varchar", "nvarchar", "char", "nchar", "text", "ntext");
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> text.contains(plain);
            case BIGINT, ID_BIGINT, EPOCH_SECONDS -> Set.of("bigint", "int").contains(plain);
            default -> plain.equals(typeName(type));
        };
    }

    @Override
    public CatalogQueries catalog() {
        return SqlServerCatalog.QUERIES;
    }

    @Override
    public Optional<String> synchronizeLock() {
        return Optional.of(APP_LOCK.replace("%s", "'authflux'"));
    }

    @Override
    public Optional<String> connectionCheck() {
        return Optional.of(SqlServerCatalog.CONNECTION_CHECK);
    }
}
