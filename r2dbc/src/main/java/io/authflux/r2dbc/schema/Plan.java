// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.Presence;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the tables that are there differ from the schema, and what would make them equal.
 *
 * <p>Keys are compared by their columns, not by their names: whoever made the tables may have named them.
 */
final class Plan {

    private final Dialect dialect;
    private final Ddl ddl;
    private final List<String> statements = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();
    private final List<String> advised = new ArrayList<>();
    private final Map<EntityKind, List<Key>> unguarded = new EnumMap<>(EntityKind.class);
    private final Set<EntityKind> absent = EnumSet.noneOf(EntityKind.class);

    private Plan(Dialect dialect, Ddl ddl) {
        this.dialect = dialect;
        this.ddl = ddl;
    }

    static Plan of(Schema schema, Catalog found, Dialect dialect, Ddl ddl) {
        Plan plan = new Plan(dialect, ddl);
        for (Entity entity : schema.tables()) {
            Optional<Catalog.Table> table = found.table(entity.table());
            if (table.isPresent()) {
                plan.compare(entity, table.get());
            } else {
                plan.statements.addAll(ddl.createTable(plan.referring(schema, found, entity)));
                plan.absent.add(entity.kind());
                if (entity.kind() != EntityKind.AUTHENTICATOR) {
                    plan.missing.add("table " + entity.table() + " is missing");
                }
            }
        }
        return plan;
    }

    /** A table that is to be made, with its references to a table that is there in words of that. */
    private Entity referring(Schema schema, Catalog found, Entity entity) {
        Entity users = schema.entity(EntityKind.USER);
        Optional<Catalog.Column> key = found.table(users.table())
                .map(table -> table.columns().get(users.column("id").name()));
        Entity made = entity;
        for (Reference reference : entity.references()) {
            made = key.isEmpty()
                    ? made
                    : made.with(
                            reference.field(),
                            column -> dialect.referring(column, key.get().type()));
        }
        return made;
    }

    /** What adds everything that is missing, in order. */
    List<String> statements() {
        return statements;
    }

    /** What is missing and needed, one sentence each. */
    List<String> missing() {
        return missing;
    }

    /** What is there but cannot be used as it is, one sentence each. */
    List<String> differences() {
        return differences;
    }

    /** The statements for indexes that only speed things up. */
    List<String> indexes() {
        return indexes;
    }

    /** The statements for keys that the layout's own adapter does without. */
    List<String> advised() {
        return advised;
    }

    /** The unique keys that the tables lack though rows must be unique by them. */
    Map<EntityKind, List<Key>> unguarded() {
        return unguarded;
    }

    /** The kinds that have no table. */
    Set<EntityKind> absent() {
        return absent;
    }

    private void compare(Entity entity, Catalog.Table table) {
        for (Column column : entity.columns()) {
            Catalog.Column there = table.columns().get(column.name());
            if (there == null) {
                if (column.presence() == Presence.REQUIRED) {
                    missingColumn(entity, column);
                }
            } else {
                compare(entity, column, there);
            }
        }
        for (Key key : keys(entity)) {
            List<String> columns = key.fields().stream()
                    .map(field -> entity.column(field).name())
                    .toList();
            boolean canBe = table.columns().keySet().containsAll(columns)
                    && (key.unique() || (dialect.catalog().indexed() && ddl.isOfUse(entity, key)));
            if (canBe && table.keys().values().stream().noneMatch(there -> serves(there, key, columns))) {
                missingKey(entity, key, columns);
            }
        }
        reportForeignColumns(entity, table);
    }

    /** The keys, and a primary key of what identifies a row: a table without it may have it as a unique key. */
    private static List<Key> keys(Entity entity) {
        List<Key> keys = new ArrayList<>(entity.keys());
        if (!entity.primaryKey().isEmpty() && !entity.primaryKey().equals(List.of("id"))) {
            keys.add(Key.unique(entity.primaryKey().toArray(String[]::new)));
        }
        return keys;
    }

    private void missingColumn(Entity entity, Column column) {
        // Only a timestamp can have the current instant for a default: of other forms no database knows how to write
        // them.
        boolean dated = column.type() == ColumnType.TIMESTAMP
                && (column.generator() == Generator.CREATED_AT || column.generator() == Generator.UPDATED_AT);
        boolean filled = column.defaultValue() != null || dated;
        if (column.nullable() || filled) {
            statements.add(ddl.addColumn(entity, column));
            missing.add("column " + entity.table() + "." + column.name() + " is missing");
        } else {
            differences.add("column " + entity.table() + "." + column.name()
                    + " is missing, and rows that are there would have no value for it");
        }
    }

    private void compare(Entity entity, Column column, Catalog.Column there) {
        String name = "column " + entity.table() + "." + column.name();
        if (!dialect.accepts(column.type(), there.type())) {
            differences.add(name + " is " + there.type() + " and should be " + dialect.typeName(column.type()));
        }
        boolean adapted = column.type() == ColumnType.INSTANT_FLAG || Catalog.isAddress(entity, column);
        if (column.nullable() && !adapted && !there.nullable() && !there.hasDefault()) {
            differences.add(name + " should allow NULL");
        }
    }

    private void missingKey(Entity entity, Key key, List<String> columns) {
        String statement = ddl.addKey(entity, key);
        if (key.advised()) {
            advised.add(statement);
            if (key.unique()) {
                unguarded.computeIfAbsent(entity.kind(), k -> new ArrayList<>()).add(key);
            }
            return;
        }
        statements.add(statement);
        if (key.unique()) {
            missing.add("unique key on " + entity.table() + "(" + String.join(", ", columns) + ") is missing: "
                    + statement);
        } else {
            indexes.add(statement);
        }
    }

    /** A unique key over some of the columns is the stricter one. */
    private static boolean serves(Catalog.Key there, Key key, List<String> columns) {
        if (key.unique()) {
            return there.unique() && columns.containsAll(there.columns());
        }
        return there.columns().size() >= columns.size()
                && there.columns().subList(0, columns.size()).equals(columns);
    }

    /** A column that we do not know is left alone, but if it must have a value no insert of ours can succeed. */
    private void reportForeignColumns(Entity entity, Catalog.Table table) {
        Set<String> ours =
                new HashSet<>(entity.columns().stream().map(Column::name).toList());
        for (Catalog.Column there : table.columns().values()) {
            if (!ours.contains(there.name()) && !there.nullable() && !there.hasDefault()) {
                differences.add("column " + entity.table() + "." + there.name()
                        + " is not in the schema, must have a value and has no default");
            }
        }
    }
}
