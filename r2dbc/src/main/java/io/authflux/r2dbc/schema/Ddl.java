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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make a schema's tables, in one dialect. Immutable. */
public final class Ddl {

    private final Dialect dialect;
    private final String databaseSchema;
    private final Schema schema;

    /**
     * The statements for a schema.
     *
     * @param dialect the dialect
     * @param layout the tables and the database schema to put them into
     */
    public Ddl(Dialect dialect, TableLayout layout) {
        this.dialect = dialect;
        this.databaseSchema = layout.databaseSchema();
        this.schema = layout.schema();
    }

    /**
     * Everything, for people who use Flyway, Liquibase or a shell.
     *
     * @return statements that end in a semicolon and a line break
     */
    public String script() {
        return schema.tables().stream()
                .flatMap(entity -> createTable(entity).stream())
                .map(statement -> statement + ";\n")
                .collect(Collectors.joining());
    }

    /** The table with its constraints, then its indexes. */
    List<String> createTable(Entity entity) {
        List<String> parts = new ArrayList<>();
        entity.columns().stream()
                .filter(column -> column.presence() != Presence.IF_THERE)
                .forEach(column -> parts.add(column(column)));
        entity.keys().stream().filter(Key::unique).forEach(key -> parts.add(unique(entity, key)));
        List<Key> plain = entity.keys().stream()
                .filter(key -> !key.unique() && isOfUse(entity, key))
                .toList();
        plain.forEach(key -> inline(entity, key).ifPresent(parts::add));
        entity.references().forEach(reference -> parts.add(foreignKey(entity, reference)));
        if (!entity.primaryKey().isEmpty() && !isKeyInColumn(entity)) {
            String name = entity.names().primaryKey(entity.table(), names(entity, entity.primaryKey()));
            parts.add(dialect.tables().primaryKey(dialect.quote(name), columns(entity, entity.primaryKey())));
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table(entity) + " (" + String.join(", ", parts) + ")"
                + dialect.tables().options());
        plain.stream().filter(key -> inline(entity, key).isEmpty()).forEach(key -> statements.add(addKey(entity, key)));
        return statements;
    }

    /** An index on instants that are compared by an expression serves nobody. */
    boolean isOfUse(Entity entity, Key key) {
        ColumnType first = entity.column(key.fields().get(0)).type();
        return key.unique() || dialect.ordering(first).expression().apply("").isEmpty();
    }

    private boolean isKeyInColumn(Entity entity) {
        return dialect.tables().numberedColumnIsKey()
                && entity.primaryKey().stream()
                        .anyMatch(field -> entity.column(field).generator() == Generator.DATABASE);
    }

    private Optional<String> inline(Entity entity, Key key) {
        return dialect.tables().index(dialect.quote(keyName(entity, key)), columns(entity, key.fields()));
    }

    /** The statement that makes the database schema. */
    String createSchema() {
        return "CREATE SCHEMA IF NOT EXISTS " + dialect.quote(databaseSchema);
    }

    String dropTable(Entity entity) {
        return "DROP TABLE " + table(entity);
    }

    String addColumn(Entity entity, Column column) {
        return "ALTER TABLE " + table(entity) + " ADD COLUMN " + dialect.quote(column.name()) + " "
                + dialect.addedDefinition(column) + defaultOf(column);
    }

    /** Texts, numbers and truth values are written alike everywhere. */
    private static String defaultOf(Column column) {
        Object value = column.defaultValue();
        if (value == null) {
            return "";
        }
        return " DEFAULT " + (value instanceof String text ? "'" + text.replace("'", "''") + "'" : value);
    }

    String addKey(Entity entity, Key key) {
        return key.unique()
                ? dialect.tables()
                        .addUnique(table(entity), dialect.quote(keyName(entity, key)), columns(entity, key.fields()))
                : "CREATE INDEX " + dialect.quote(keyName(entity, key)) + " ON " + table(entity) + " "
                        + columns(entity, key.fields());
    }

    /** The name that a key has, or would have if it were made. */
    String keyName(Entity entity, Key key) {
        List<String> columns = names(entity, key.fields());
        return key.name().orElseGet(() -> derivedName(entity, key, columns));
    }

    private String derivedName(Entity entity, Key key, List<String> columns) {
        if (!key.unique()) {
            return entity.names().index(entity.table(), columns);
        }
        return dialect.tables().uniqueIsIndex()
                ? entity.names().uniqueIndex(entity.table(), columns)
                : entity.names().unique(entity.table(), columns);
    }

    private String unique(Entity entity, Key key) {
        return dialect.tables().unique(dialect.quote(keyName(entity, key)), columns(entity, key.fields()));
    }

    private String foreignKey(Entity entity, Reference reference) {
        Entity users = schema.entity(EntityKind.USER);
        List<String> fields = List.of(reference.field());
        return "CONSTRAINT " + dialect.quote(entity.names().foreignKey(entity.table(), names(entity, fields)))
                + " FOREIGN KEY " + columns(entity, fields) + " REFERENCES " + table(users) + " "
                + columns(users, List.of("id")) + (reference.cascade() ? " ON DELETE CASCADE" : "");
    }

    private String table(Entity entity) {
        return TableNames.qualified(dialect, databaseSchema, entity);
    }

    private String column(Column column) {
        return dialect.quote(column.name()) + " " + dialect.definition(column) + defaultOf(column);
    }

    private String columns(Entity entity, List<String> fields) {
        return names(entity, fields).stream().map(dialect::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<String> names(Entity entity, List<String> fields) {
        return fields.stream().map(field -> entity.column(field).name()).toList();
    }
}
