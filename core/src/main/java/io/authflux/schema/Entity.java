// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
 * @param names how keys without a name of their own are called
 */
public record Entity(
        EntityKind kind,
        String table,
        List<Column> columns,
        List<String> primaryKey,
        List<Key> keys,
        List<Reference> references,
        KeyNames names) {

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a required field has no column, a name is used twice, a type does not fit, or a
     *     key speaks of a field that has no column; the message names it
     */
    public Entity {
        Column.requireName(table, "table name of " + kind);
        columns = columns.stream().map(column -> column.in(kind)).toList();
        primaryKey = List.copyOf(primaryKey);
        keys = List.copyOf(keys);
        references = List.copyOf(references);
        EntityRules.check(kind, columns, primaryKey, keys, references);
    }

    /**
     * Finds the column of a field.
     *
     * @param field the field
     * @return empty if this layout does not keep the field
     */
    public Optional<Column> find(String field) {
        // Asked at every look-up: a stream was a twentieth of its cost.
        for (Column column : columns) {
            if (column.field().equals(field)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
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
     * The columns that the schema adds to the model: what {@code attributes()} shows, generated values included.
     *
     * @return the columns that hold neither a field of the model nor what the adapters of NextAuth.js generate for
     *     themselves ({@code id}, {@code compoundId}, {@code createdAt}, {@code updatedAt})
     */
    public List<Column> attributes() {
        return columns.stream().filter(c -> EntityRules.isAttribute(kind, c)).toList();
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
        EntityRows.check(this, values);
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
        return EntityRows.create(this, values, now);
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
        return EntityRows.change(this, changes, now);
    }

    /**
     * A table whose keys are called as TypeORM calls them.
     *
     * @param kind whose rows it holds
     * @param table its name in the database
     * @param columns the columns, in order
     * @param primaryKey the fields of the primary key
     * @param keys the unique keys and indexes
     * @param references the foreign keys to the user
     */
    public Entity(
            EntityKind kind,
            String table,
            List<Column> columns,
            List<String> primaryKey,
            List<Key> keys,
            List<Reference> references) {
        this(kind, table, columns, primaryKey, keys, references, KeyNames.TYPEORM);
    }

    /**
     * The same table with another name.
     *
     * @param newTable the name in the database
     * @return the entity
     */
    public Entity withTable(String newTable) {
        return new Entity(kind, newTable, columns, primaryKey, keys, references, names);
    }

    /**
     * The same table with one more column.
     *
     * @param column the column
     * @return the entity
     */
    public Entity with(Column column) {
        return withColumns(plus(columns, List.of(column)));
    }

    /**
     * The same table with one more column, before all others.
     *
     * @param column the column
     * @return the entity
     */
    public Entity withFirst(Column column) {
        return withColumns(plus(List.of(column), columns));
    }

    /**
     * The same table with one column changed by a function, for instance renamed.
     *
     * @param field the field that it holds
     * @param change the function
     * @return the entity
     * @throws IllegalArgumentException if no column holds the field
     */
    public Entity with(String field, UnaryOperator<Column> change) {
        column(field);
        return mapColumns(c -> c.field().equals(field) ? change.apply(c) : c);
    }

    /**
     * The same table without the columns of some fields, and without the keys and references that speak of them.
     *
     * @param fields the fields
     * @return the entity
     */
    public Entity without(String... fields) {
        Set<String> gone = Set.of(fields);
        return new Entity(
                kind,
                table,
                columns.stream().filter(c -> !gone.contains(c.field())).toList(),
                primaryKey.stream().anyMatch(gone::contains) ? List.of() : primaryKey,
                keys.stream()
                        .filter(k -> k.fields().stream().noneMatch(gone::contains))
                        .toList(),
                references.stream().filter(r -> !gone.contains(r.field())).toList(),
                names);
    }

    /**
     * The same table with every column changed by a function, for instance renamed.
     *
     * @param change the function
     * @return the entity
     */
    public Entity mapColumns(UnaryOperator<Column> change) {
        return withColumns(columns.stream().map(change).toList());
    }

    private Entity withColumns(List<Column> newColumns) {
        return new Entity(kind, table, newColumns, primaryKey, keys, references, names);
    }

    /**
     * The same table with another primary key.
     *
     * @param fields its fields; none for no primary key
     * @return the entity
     */
    public Entity withPrimaryKey(String... fields) {
        return new Entity(kind, table, columns, List.of(fields), keys, references, names);
    }

    /**
     * The same table with one more key.
     *
     * @param key the key
     * @return the entity
     */
    public Entity with(Key key) {
        return withKeys(plus(keys, List.of(key)));
    }

    /**
     * The same table with other keys.
     *
     * @param newKeys all unique keys and indexes
     * @return the entity
     */
    public Entity withKeys(List<Key> newKeys) {
        return new Entity(kind, table, columns, primaryKey, newKeys, references, names);
    }

    /**
     * The same table with one more foreign key.
     *
     * @param reference the foreign key
     * @return the entity
     */
    public Entity with(Reference reference) {
        return withReferences(plus(references, List.of(reference)));
    }

    /**
     * The same table with other foreign keys.
     *
     * @param newReferences all foreign keys
     * @return the entity
     */
    public Entity withReferences(List<Reference> newReferences) {
        return new Entity(kind, table, columns, primaryKey, keys, newReferences, names);
    }

    /**
     * The same table with other names for keys that have none of their own.
     *
     * @param newNames how they are called
     * @return the entity
     */
    public Entity withKeyNames(KeyNames newNames) {
        return new Entity(kind, table, columns, primaryKey, keys, references, newNames);
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
