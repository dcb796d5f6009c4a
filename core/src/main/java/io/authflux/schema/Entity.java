// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One table.
 *
 * @param kind whose rows it holds
 * @param table its name in the database, prefix included, without the database schema
 * @param columns the columns, in the order of the table
 * @param primaryKey the fields of the primary key; may be empty
 * @param keys the unique keys and indexes
 * @param references the foreign keys to the user
 */
public record Entity(
        EntityKind kind,
        String table,
        List<Column> columns,
        List<String> primaryKey,
        List<Key> keys,
        List<Reference> references) {

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a required field has no column, a name is used twice, a type does not fit, or a
     *     key speaks of a field that has no column; the message names it
     */
    public Entity {
        Column.requireName(table, "table name of " + kind);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        keys = List.copyOf(keys);
        references = List.copyOf(references);
        requireDistinct(kind, columns);
        requireModel(kind, columns);
        Set<String> known = new HashSet<>(columns.stream().map(Column::field).toList());
        requireNames(kind, keys);
        List<String> used = new ArrayList<>(primaryKey);
        keys.forEach(k -> used.addAll(k.fields()));
        references.forEach(r -> used.add(r.field()));
        for (String field : used) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(kind + ": a key speaks of " + field + ", which has no column");
            }
        }
    }

    private static void requireDistinct(EntityKind kind, List<Column> columns) {
        Set<String> fields = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!fields.add(column.field()) || !names.add(column.name())) {
                throw new IllegalArgumentException(kind + ": " + column.field() + " (column " + column.name()
                        + ") uses the field or the column name of another column");
            }
        }
    }

    /** Two keys of one name, or two of the same fields without a name, are one key to the database. */
    private static void requireNames(EntityKind kind, List<Key> keys) {
        Set<Object> names = new HashSet<>();
        for (Key key : keys) {
            if (!names.add(key.name().<Object>map(n -> n).orElse(List.of(key.unique(), Set.copyOf(key.fields()))))) {
                throw new IllegalArgumentException(
                        kind + ": two keys of " + key.fields() + " would have the same name in the database");
            }
        }
    }

    private static void requireModel(EntityKind kind, List<Column> columns) {
        for (EntityKind.Field field : kind.fields()) {
            Optional<Column> column =
                    columns.stream().filter(c -> c.field().equals(field.name())).findFirst();
            if (column.isEmpty() && field.required()) {
                throw new IllegalArgumentException(kind + ": the field " + field.name() + " needs a column");
            }
            column.filter(c -> c.type().javaType() != field.javaType()).ifPresent(c -> {
                throw new IllegalArgumentException(kind + ": " + field.name() + " holds a "
                        + field.javaType().getSimpleName() + ", which " + c.type() + " cannot represent");
            });
        }
    }

    /**
     * Finds the column of a field.
     *
     * @param field the field
     * @return empty if this layout does not keep the field
     */
    public Optional<Column> find(String field) {
        return columns.stream().filter(c -> c.field().equals(field)).findFirst();
    }

    /**
     * The column of a field that must have one.
     *
     * @param field the field
     * @return the column
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String field) {
        return find(field)
                .orElseThrow(() -> new IllegalArgumentException(kind + ": the schema has no column for " + field));
    }

    /**
     * The columns that the schema adds to the model: what {@code attributes()} shows.
     *
     * @return the columns that hold neither a field of the model nor something that only we write
     */
    public List<Column> attributes() {
        return columns.stream()
                .filter(c -> c.generator() == Generator.NONE)
                .filter(c -> kind.field(c.field()).isEmpty())
                .toList();
    }

    /**
     * The fields to name in an error about a key: for a key on a derived column, the fields it is derived from.
     *
     * @param key one of {@link #keys()}
     * @return the fields joined by a comma
     */
    public String describe(Key key) {
        return String.join(
                ",",
                key.fields().stream()
                        .flatMap(f -> column(f).generator().sources(f).stream())
                        .toList());
    }

    /**
     * Checks the values of a row that is about to be inserted.
     *
     * @param values the caller's values by field
     * @throws IllegalArgumentException if a value cannot be stored, one that must be there is not, or an attribute has no
     *     column
     */
    public void check(Map<String, @Nullable Object> values) {
        requireColumns(values);
        for (Column column : columns) {
            @Nullable Object value = values.get(column.field());
            if (value != null || column.generator() == Generator.NONE) {
                column.require(value);
            }
        }
    }

    /**
     * Completes a row that is about to be inserted: checks every value, drops fields that this layout does not keep, adds
     * what is generated here.
     *
     * @param values the caller's values by field
     * @param now the current instant
     * @return a value for every column, in column order, save those that the database numbers
     * @throws IllegalArgumentException if a value cannot be stored or an attribute has no column
     */
    public Map<String, @Nullable Object> newRow(Map<String, @Nullable Object> values, Instant now) {
        requireColumns(values);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Column column : columns) {
            @Nullable Object value = values.get(column.field());
            if (value == null) {
                value = column.generator().generate(values, now);
            }
            if (value != null || column.generator() != Generator.DATABASE) {
                row.put(column.field(), column.require(value));
            }
        }
        return row;
    }

    /**
     * Completes a partial change: checks every value, drops fields that this layout does not keep, adds the instant of
     * the update. The primary key cannot be changed: everything else hangs on it.
     *
     * @param changes the caller's values by field; a null clears
     * @param now the current instant
     * @return what to write; empty if there is nothing to write
     * @throws IllegalArgumentException if a value cannot be stored or an attribute has no column
     */
    public Map<String, @Nullable Object> changedRow(Map<String, @Nullable Object> changes, Instant now) {
        requireColumns(changes);
        for (String field : changes.keySet()) {
            if (primaryKey.contains(field) || (kind == EntityKind.USER && field.equals("id"))) {
                throw new IllegalArgumentException(kind + ": " + field + " cannot be changed");
            }
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        changes.forEach((field, value) -> find(field).ifPresent(column -> row.put(field, column.require(value))));
        if (!row.isEmpty()) {
            columns.stream()
                    .filter(c -> c.generator() == Generator.UPDATED_AT)
                    .forEach(c -> row.put(c.field(), c.require(now)));
        }
        return row;
    }

    /** A field of the model without a column is not kept, as in NextAuth; an attribute without one is a mistake. */
    private void requireColumns(Map<String, @Nullable Object> values) {
        for (String field : values.keySet()) {
            if (kind.field(field).isEmpty()) {
                Column column = column(field);
                if (column.generator() != Generator.NONE) {
                    throw new IllegalArgumentException(kind + ": " + field + " is filled by the store");
                }
            }
        }
    }

    /**
     * The same table with another name.
     *
     * @param newTable the name in the database
     * @return the entity
     */
    public Entity withTable(String newTable) {
        return new Entity(kind, newTable, columns, primaryKey, keys, references);
    }

    /**
     * The same table with one more column.
     *
     * @param column the column
     * @return the entity
     */
    public Entity with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new Entity(kind, table, more, primaryKey, keys, references);
    }

    /**
     * The same table with one more key.
     *
     * @param key the key
     * @return the entity
     */
    public Entity with(Key key) {
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new Entity(kind, table, columns, primaryKey, more, references);
    }

    /**
     * The same table with one more foreign key.
     *
     * @param reference the foreign key
     * @return the entity
     */
    public Entity with(Reference reference) {
        List<Reference> more = new ArrayList<>(references);
        more.add(reference);
        return new Entity(kind, table, columns, primaryKey, keys, more);
    }

    /**
     * The same table with every column changed by a function, for instance renamed.
     *
     * @param change the function
     * @return the entity
     */
    public Entity mapColumns(UnaryOperator<Column> change) {
        return new Entity(kind, table, columns.stream().map(change).toList(), primaryKey, keys, references);
    }
}
