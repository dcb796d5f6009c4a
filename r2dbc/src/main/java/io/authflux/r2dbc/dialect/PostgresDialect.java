// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL. Types and defaults are those that TypeORM 0.2.45 writes, so that both see one schema. */
final class PostgresDialect implements Dialect {

    private static final CatalogQueries CATALOG = new CatalogQueries("""
            SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                   a.atthasdef OR a.attidentity <> ''
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = COALESCE(NULLIF($1, ''), current_schema())
              AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY c.relname, a.attnum""", """
            SELECT c.relname::text, i.relname::text, x.indisunique AND x.indpred IS NULL, a.attname::text
            FROM pg_index x
            JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (attnum, position)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
            WHERE n.nspname = COALESCE(NULLIF($1, ''), current_schema())
              AND x.indisvalid AND x.indexprs IS NULL AND k.position <= x.indnkeyatts
            ORDER BY c.relname, i.relname, k.position""");

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("PostgreSQL");
    }

    @Override
    public String placeholder(int position) {
        return "$" + position;
    }

    @Override
    public void check(Column column, Object value) {
        Lengths.requireInt(column, value);
        if (value instanceof String text && column.length().isPresent()) {
            Lengths.require(column, text, column.length().getAsInt());
        }
    }

    @Override
    public Returning returning(Write write) {
        return Returning.CLAUSE;
    }

    @Override
    public Many many() {
        return Many.ARRAY;
    }

    @Override
    public String definition(Column column) {
        String nullability = column.nullable() ? "" : " NOT NULL";
        return switch (column.generator().kind()) {
            case DATABASE -> (column.type() == ColumnType.ID_BIGINT ? "BIGSERIAL" : "SERIAL") + nullability;
            case CREATED_AT, UPDATED_AT -> columnType(column) + nullability + defaultNow(column);
            default -> columnType(column) + nullability;
        };
    }

    /** The spelling of TypeORM, which is what a reader of both DDLs compares. */
    private static String columnType(Column column) {
        if (column.declared() != null) {
            return column.declared();
        }
        return column.type() == ColumnType.TIMESTAMP ? "TIMESTAMP WITH TIME ZONE" : type(column.type());
    }

    private static String defaultNow(Column column) {
        return column.type() == ColumnType.TIMESTAMP && column.generator() != Generator.NONE ? " DEFAULT now()" : "";
    }

    @Override
    public String typeName(ColumnType type) {
        return type(type);
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> "character varying";
            case TEXT -> "text";
            case INTEGER, ID_INTEGER -> "integer";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN, INSTANT_FLAG -> "boolean";
            case ID_UUID -> "uuid";
            case TIMESTAMP -> "timestamp with time zone";
            case TIMESTAMP_UTC -> "timestamp without time zone";
        };
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        String plain = found.toLowerCase(Locale.ROOT).replaceAll("\\(\\d+\\)", "");
        Set<String> text = Set.of("character varying", "text", "citext", "character");
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> text.contains(plain);
            case BIGINT, ID_BIGINT, EPOCH_SECONDS -> Set.of("bigint", "integer").contains(plain);
            default -> plain.equals(type(type));
        };
    }

    @Override
    public KeyLock keyLock() {
        return new KeyLock.OfTransaction("SELECT pg_advisory_xact_lock(hashtextextended("
                + "concat_ws('.', COALESCE(NULLIF($1, ''), current_schema()), $2::text), 0))::text");
    }

    @Override
    public CatalogQueries catalog() {
        return CATALOG;
    }

    /** The number is arbitrary: the bytes of the word {@code authflux}. */
    @Override
    public Optional<String> synchronizeLock() {
        return Optional.of("SELECT pg_advisory_xact_lock(7022647185697961336)::text");
    }
}
