// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * SQLite 3.35 or newer, which has {@code RETURNING}. Types and defaults are those that TypeORM 0.2.45 writes for
 * {@code sqlite}.
 *
 * <p>A moment is text, {@code YYYY-MM-DD HH:MM:SS.SSS} in UTC, as TypeORM writes it; what is finer is cut off. It may lack
 * the milliseconds, as {@code datetime('now')} leaves them out. Moments are compared as text, so that no other form is
 * right in a column that is compared ({@code expires}), though the driver reads more. Text is compared by its bytes unless
 * a column says otherwise, which NextAuth's do not.
 */
final class SqliteDialect implements Dialect {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The first instant that the text has a form for. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    /** The first instant after the last of these. */
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Codec MOMENT =
            new Codec(Instant.class, value -> MILLIS.format((Instant) value), value -> value);

    private static final CatalogQueries CATALOG = new CatalogQueries("""
            SELECT t.name, c.name, LOWER(c.type), c."notnull" = 0 AND c.pk = 0, c.dflt_value IS NOT NULL OR c.pk > 0
            FROM sqlite_schema t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND COALESCE(NULLIF(?, ''), 'main') = 'main'
            ORDER BY t.name, c.cid""", """
            SELECT t.name, i.name, i."unique", c.name
            FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
            WHERE t.type = 'table' AND NOT i.partial
              AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name) e WHERE e.name IS NULL)
              AND COALESCE(NULLIF(?, ''), 'main') = 'main'
            ORDER BY t.name, i.name, c.seqno""");

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("SQLite");
    }

    @Override
    public String placeholder(int position) {
        return "?";
    }

    @Override
    public Codec codec(ColumnType type) {
        return type == ColumnType.TIMESTAMP || type == ColumnType.TIMESTAMP_UTC ? MOMENT : Codecs.standard(type);
    }

    @Override
    public void check(Column column, Object value) {
        boolean text = column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.TIMESTAMP_UTC;
        if (text && value instanceof Instant instant && (instant.isBefore(FIRST) || !instant.isBefore(END))) {
            throw new IllegalArgumentException(column.field() + " must lie between the years 0 and 9999");
        }
    }

    @Override
    public Returning returning(Write write) {
        return Returning.CLAUSE;
    }

    @Override
    public TableSyntax tables() {
        return SqliteTables.SYNTAX;
    }

    @Override
    public String definition(Column column) {
        if (column.generator() == Generator.DATABASE) {
            return typeName(column.type()) + " PRIMARY KEY AUTOINCREMENT NOT NULL";
        }
        return typeName(column.type())
                + (column.nullable() ? "" : " NOT NULL")
                + (isFilled(column) ? " DEFAULT (datetime('now'))" : "");
    }

    /** A column that is added later can only have a constant for a default; the first moment says that none is known. */
    @Override
    public String addedDefinition(Column column) {
        return isFilled(column)
                ? typeName(column.type()) + " NOT NULL DEFAULT '1970-01-01 00:00:00.000'"
                : definition(column);
    }

    private static boolean isFilled(Column column) {
        return column.type() == ColumnType.TIMESTAMP
                && (column.generator() == Generator.CREATED_AT || column.generator() == Generator.UPDATED_AT);
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, ID_UUID -> "varchar";
            case TEXT -> "text";
            case INTEGER, ID_INTEGER -> "integer";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN -> "boolean";
            case TIMESTAMP, TIMESTAMP_UTC -> "datetime";
        };
    }

    /** Declared types are free text here; what counts is the affinity that SQLite derives from it. */
    @Override
    public boolean accepts(ColumnType type, String found) {
        String plain = found.toLowerCase(Locale.ROOT).replaceFirst("\\s*\\(.*\\)", "");
        boolean text =
                plain.contains("char") || plain.contains("text") || plain.contains("clob") || plain.equals("uuid");
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, ID_UUID -> text;
            case INTEGER, ID_INTEGER, BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> plain.contains("int");
            case BOOLEAN -> plain.contains("bool") || plain.contains("int");
            case TIMESTAMP, TIMESTAMP_UTC ->
                text || Set.of("datetime", "timestamp", "date").contains(plain);
        };
    }

    @Override
    public CatalogQueries catalog() {
        return CATALOG;
    }
}
