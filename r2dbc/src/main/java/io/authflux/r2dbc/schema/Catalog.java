// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Presence;
import io.authflux.schema.Schema;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What tables a database schema has. Immutable.
 *
 * @param tables by name
 */
record Catalog(Map<String, Table> tables) {

    private static final String OPERATION = "schema.read";

    /**
     * A table.
     *
     * @param columns by name
     * @param keys by name
     */
    record Table(Map<String, Column> columns, Map<String, Key> keys) {}

    /**
     * A column.
     *
     * @param name the name
     * @param type as the database prints it
     * @param nullable whether it may be null
     * @param hasDefault whether an insert may leave it out
     */
    record Column(String name, String type, boolean nullable, boolean hasDefault) {}

    /**
     * An index, or the index behind a constraint.
     *
     * @param name the name
     * @param unique whether it is unique
     * @param columns the columns, in order
     */
    record Key(String name, boolean unique, List<String> columns) {}

    private record ColumnRow(String table, Column column) {}

    private record KeyRow(String table, String name, boolean unique, String column) {}

    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The schema as the tables have it, where it leaves that to them. */
    Schema adapt(Schema schema) {
        Schema adapted = schema;
        for (Entity entity : schema.tables()) {
            String[] gone = entity.columns().stream()
                    .filter(column -> column.presence() != Presence.REQUIRED && !has(entity, column))
                    .map(io.authflux.schema.Column::field)
                    .toArray(String[]::new);
            adapted = adapted.with(
                    entity.kind(), table -> table.without(gone).mapColumns(column -> adapt(table, column)));
        }
        return adapted;
    }

    /** Whether every user must have an address is for the tables to say: people differ, under one layout too. */
    private io.authflux.schema.Column adapt(Entity entity, io.authflux.schema.Column column) {
        return isAddress(entity, column)
                ? table(entity.table())
                        .map(table -> table.columns().get(column.name()))
                        .map(there -> column.nullable(there.nullable()))
                        .orElse(column)
                : column;
    }

    static boolean isAddress(Entity entity, io.authflux.schema.Column column) {
        return entity.kind() == EntityKind.USER && column.field().equals("email");
    }

    private boolean has(Entity entity, io.authflux.schema.Column column) {
        return table(entity.table())
                .map(table -> table.columns().containsKey(column.name()))
                .orElse(column.presence() == Presence.OPTIONAL);
    }

    /** Reads it, in two statements. */
    static Mono<Catalog> read(Statements statements, Dialect dialect, String databaseSchema) {
        List<Codec> parameters = List.of(Codec.plain(String.class));
        Query<ColumnRow> columns = new Query<>(OPERATION, dialect.catalog().columns(), parameters, Catalog::columnRow);
        Query<KeyRow> keys = new Query<>(OPERATION, dialect.catalog().keys(), parameters, Catalog::keyRow);
        return statements
                .all(columns, databaseSchema)
                .flatMap(c -> statements.all(keys, databaseSchema).map(k -> assemble(c, k)));
    }

    private static ColumnRow columnRow(Readable row) {
        return new ColumnRow(text(row, 0), new Column(text(row, 1), text(row, 2), truth(row, 3), truth(row, 4)));
    }

    private static KeyRow keyRow(Readable row) {
        return new KeyRow(text(row, 0), text(row, 1), truth(row, 2), text(row, 3));
    }

    private static Catalog assemble(List<ColumnRow> columns, List<KeyRow> keys) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (ColumnRow row : columns) {
            tables.computeIfAbsent(row.table(), t -> new Table(new LinkedHashMap<>(), new LinkedHashMap<>()))
                    .columns()
                    .put(row.column().name(), row.column());
        }
        for (KeyRow row : keys) {
            Table table = tables.get(row.table());
            if (table != null) {
                table.keys()
                        .computeIfAbsent(row.name(), n -> new Key(n, row.unique(), new ArrayList<>()))
                        .columns()
                        .add(row.column());
            }
        }
        return new Catalog(tables);
    }

    private static String text(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, String.class), "the catalog has a NULL name");
    }

    /** Some databases answer a comparison with a number. */
    private static boolean truth(Readable row, int index) {
        Object value = row.get(index);
        return value instanceof Number number ? number.intValue() != 0 : Boolean.TRUE.equals(value);
    }
}
