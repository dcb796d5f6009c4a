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
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQLite 3.42 or newer, which has {@code RETURNING} (3.35) and milliseconds in {@code unixepoch} (3.42). Types and defaults
 * are those that TypeORM 0.2.45 writes for {@code sqlite}.
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

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private static final Codec MOMENT =
            new Codec(Instant.class, value -> MILLIS.format((Instant) value), value -> value);

    /** A moment in one of the forms that JavaScript's libraries write; whichever it is, every other is read as well. */
    private static final Codec EPOCH_MILLIS = moment(Instant::toEpochMilli);

    private static final Codec ISO_TEXT = moment(Codecs.standard(ColumnType.ISO_TEXT)::encode);
    private static final Codec OFFSET_TEXT = moment(Codecs.standard(ColumnType.OFFSET_TEXT)::encode);

    /** What people declare a moment as. */
    private static final Set<String> MOMENTS = Set.of("datetime", "timestamp", "timestamptz", "date");

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
    public boolean stopsOnCancel() {
        return true;
    }

    @Override
    public Codec codec(ColumnType type) {
        return switch (type) {
            case TIMESTAMP, TIMESTAMP_UTC -> MOMENT;
            case EPOCH_MILLIS -> EPOCH_MILLIS;
            case ISO_TEXT -> ISO_TEXT;
            case OFFSET_TEXT -> OFFSET_TEXT;
            default -> Codecs.standard(type);
        };
    }

    private static Codec moment(Function<Instant, @Nullable Object> encoder) {
        return new Codec(String.class, value -> encoder.apply((Instant) value), wire -> momentIn((String) wire));
    }

    private static Instant momentIn(String stored) {
        return NUMBER.matcher(stored).matches()
                ? Instant.ofEpochMilli(Long.parseLong(stored))
                : Codecs.momentInText(stored);
    }

    /** Two clients may have written two forms into one column: they are compared as milliseconds. */
    @Override
    public Ordering ordering(ColumnType type) {
        return switch (type) {
            case EPOCH_MILLIS, ISO_TEXT, OFFSET_TEXT ->
                new Ordering(
                        column -> "CASE TYPEOF(" + column + ") WHEN 'text' THEN CAST(ROUND(UNIXEPOCH(" + column
                                + ", 'subsec') * 1000) AS INTEGER) ELSE " + column + " END",
                        Codecs.standard(ColumnType.EPOCH_MILLIS));
            default -> Dialect.super.ordering(type);
        };
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

    /** Transactions begin as those of a writer. */
    @Override
    public KeyLock keyLock() {
        return new KeyLock.OneWriter();
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
        return type(column)
                + (column.nullable() ? "" : " NOT NULL")
                + (isFilled(column) ? " DEFAULT (datetime('now'))" : "");
    }

    /** A column that is added later can only have a constant for a default; the first moment says that none is known. */
    @Override
    public String addedDefinition(Column column) {
        return isFilled(column) ? type(column) + " NOT NULL DEFAULT '1970-01-01 00:00:00.000'" : definition(column);
    }

    private static boolean isFilled(Column column) {
        return column.type() == ColumnType.TIMESTAMP
                && (column.generator() == Generator.CREATED_AT || column.generator() == Generator.UPDATED_AT);
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT, ID_UUID -> "varchar";
            case TEXT -> "text";
            case INTEGER, ID_INTEGER -> "integer";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN, INSTANT_FLAG -> "boolean";
            case TIMESTAMP, TIMESTAMP_UTC -> "datetime";
        };
    }

    /** Declared types are free text here; what counts is the affinity that SQLite derives from it. */
    @Override
    public boolean accepts(ColumnType type, String found) {
        String plain = found.toLowerCase(Locale.ROOT).replaceFirst("\\s*\\(.*\\)", "");
        boolean text =
                plain.contains("char") || plain.contains("text") || plain.contains("clob") || plain.equals("uuid");
        boolean number = plain.contains("int") || Set.of("number", "numeric").contains(plain);
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ID_UUID -> text;
            case INTEGER, ID_INTEGER, BIGINT, ID_BIGINT, EPOCH_SECONDS -> number;
            case EPOCH_MILLIS -> number || MOMENTS.contains(plain);
            case BOOLEAN, INSTANT_FLAG -> plain.contains("bool") || plain.contains("int");
            case TIMESTAMP, TIMESTAMP_UTC, ISO_TEXT, OFFSET_TEXT -> text || MOMENTS.contains(plain);
        };
    }

    @Override
    public CatalogQueries catalog() {
        return CATALOG;
    }
}
