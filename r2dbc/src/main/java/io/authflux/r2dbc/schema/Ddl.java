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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make a schema's tables, in one dialect. Immutable. */
public final class Ddl {

    private static final String NOT_NULL = " NOT NULL";

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
        entity.keys().stream()
                .filter(key -> key.unique() && !isFiltered(entity, key))
                .forEach(key -> parts.add(unique(entity, key)));
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
        entity.keys().stream()
                .filter(key -> isFiltered(entity, key))
                .forEach(key -> statements.add(addKey(entity, key)));
        plain.stream().filter(key -> inline(entity, key).isEmpty()).forEach(key -> statements.add(addKey(entity, key)));
        return statements;
    }

    /** An index on instants that are compared by an expression serves nobody. */
    boolean isOfUse(Entity entity, Key key) {
        ColumnType first = entity.column(key.fields().get(0)).type();
        return key.unique() || dialect.ordering(first).expression().apply("").isEmpty();
    }

    /** Whether a key must leave out rows that have no value, because it would take them for equal. */
    private boolean isFiltered(Entity entity, Key key) {
        return key.unique()
                && dialect.tables().nullsCollide()
                && !nullable(entity, key).isEmpty();
    }

    private static List<String> nullable(Entity entity, Key key) {
        return key.fields().stream()
                .map(entity::column)
                .filter(Column::nullable)
                .map(Column::name)
                .toList();
    }

    private boolean isKeyInColumn(Entity entity) {
        return dialect.tables().numberedColumnIsKey()
                && entity.primaryKey().stream()
                        .anyMatch(field -> entity.column(field).generator() == Generator.DATABASE);
    }

    private Optional<String> inline(Entity entity, Key key) {
        return dialect.tables().index(dialect.quote(keyName(entity, key)), columns(entity, key.fields()));
    }

    /** The statement that makes the database schema, where we can. */
    Optional<String> createSchema() {
        return dialect.tables().createSchema(dialect.quote(databaseSchema));
    }

    String dropTable(Entity entity) {
        return "DROP TABLE " + table(entity);
    }

    String addColumn(Entity entity, Column column) {
        Column declared = declared(column);
        Object absent = dialect.codec(column).absent();
        String initial =
                absent != null && column.defaultValue() == null ? defaultOf(column, absent) : defaultOf(column);
        return dialect.tables()
                .addColumn(
                        table(entity),
                        dialect.quote(column.name()) + " " + withDefault(dialect.addedDefinition(declared), initial));
    }

    /** Where what the model has not is a value to the database, nothing is {@code NULL}. */
    private Column declared(Column column) {
        return dialect.codec(column).absent() == null ? column : column.nullable(false);
    }

    /** As the database would keep it if we inserted it. */
    private String defaultOf(Column column) {
        Object value = column.defaultValue();
        if (value == null) {
            return "";
        }
        dialect.check(column, value);
        Object stored = dialect.codec(column).encode(Objects.requireNonNull(column.require(value)));
        if (stored == null) {
            throw new IllegalArgumentException(column.field() + ": the default is no " + column.type());
        }
        return defaultOf(column, stored);
    }

    private String defaultOf(Column column, Object stored) {
        return " DEFAULT " + dialect.tables().constant(dialect.type(column), Literals.of(dialect.tables(), stored));
    }

    String addKey(Entity entity, Key key) {
        if (isFiltered(entity, key)) {
            return "CREATE UNIQUE " + index(entity, key)
                    + nullable(entity, key).stream()
                            .map(name -> dialect.quote(name) + " IS NOT NULL")
                            .collect(Collectors.joining(" AND ", " WHERE ", ""));
        }
        return key.unique()
                ? dialect.tables()
                        .addUnique(table(entity), dialect.quote(keyName(entity, key)), columns(entity, key.fields()))
                : "CREATE " + index(entity, key);
    }

    private String index(Entity entity, Key key) {
        return "INDEX " + dialect.quote(keyName(entity, key)) + " ON " + table(entity) + " "
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
        return dialect.tables().uniqueIsIndex() || isFiltered(entity, key)
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
                + columns(users, List.of("id")) + (reference.cascade() ? " ON DELETE CASCADE" : "")
                + (reference.follow() ? " ON UPDATE CASCADE" : "");
    }

    private String table(Entity entity) {
        return TableNames.qualified(dialect, databaseSchema, entity);
    }

    private String column(Column column) {
        return dialect.quote(column.name()) + " "
                + withDefault(dialect.definition(declared(column)), defaultOf(column));
    }

    /** The standard wants the default before the constraint, and some insist. */
    private static String withDefault(String definition, String initial) {
        return definition.endsWith(NOT_NULL)
                ? definition.substring(0, definition.length() - NOT_NULL.length()) + initial + NOT_NULL
                : definition + initial;
    }

    private String columns(Entity entity, List<String> fields) {
        return names(entity, fields).stream().map(dialect::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<String> names(Entity entity, List<String> fields) {
        return fields.stream().map(field -> entity.column(field).name()).toList();
    }
}
