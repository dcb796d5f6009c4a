// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.error.ReferenceViolationException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.schema.TableNames;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.Generator;
import io.authflux.spi.Cells;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One table in one dialect: writes the statements about it, once, at construction. Immutable. */
final class Table<T> {

    private final Entity entity;
    private final Dialect dialect;
    private final String name;
    private final Function<Cells, T> factory;
    private final RowReader<T> reader;

    Table(Entity entity, Dialect dialect, String databaseSchema, Function<Cells, T> factory) {
        this.entity = entity;
        this.dialect = dialect;
        this.name = TableNames.qualified(dialect, databaseSchema, entity);
        this.factory = factory;
        this.reader = new RowReader<>(entity, dialect, 0, factory);
    }

    Entity entity() {
        return entity;
    }

    /** A reader for rows that hold this table's columns from the given index on. */
    RowReader<T> readerFrom(int offset) {
        return new RowReader<>(entity, dialect, offset, factory);
    }

    /** The quoted, qualified name. */
    String sqlName() {
        return name;
    }

    /** What to select, under an alias; empty for none. */
    String selection(String alias) {
        return reader.columns().stream().map(c -> column(alias, c)).collect(Collectors.joining(", "));
    }

    String column(String alias, Column column) {
        return (alias.isEmpty() ? "" : alias + ".") + dialect.quote(column.name());
    }

    Query<T> select(String operation, String order, Condition... conditions) {
        SqlText sql = new SqlText(dialect).add("SELECT " + selection("") + " FROM " + name);
        return where(sql, conditions).add(order).query(operation, reader);
    }

    /** An {@code ORDER BY} over fields, in the direction given. */
    String orderBy(String direction, String... fields) {
        return List.of(fields).stream()
                .map(field -> column("", entity.column(field)) + direction)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    Query<T> insert(String operation) {
        List<Column> columns = entity.columns().stream()
                .filter(c -> c.generator() != Generator.DATABASE)
                .toList();
        SqlText sql = new SqlText(dialect).add(open("FINAL")).add("INSERT INTO " + name + " (");
        sql.add(columns.stream().map(c -> column("", c)).collect(Collectors.joining(", ")))
                .add(") VALUES (");
        for (int i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "" : ", ").parameter(columns.get(i));
        }
        return sql.add(")").add(close()).change(operation, reader);
    }

    Query<T> update(String operation, Collection<String> fields, Condition... conditions) {
        SqlText sql = new SqlText(dialect).add(open("FINAL")).add("UPDATE " + name + " SET ");
        String separator = "";
        for (String field : fields) {
            Column column = entity.column(field);
            sql.add(separator + column("", column) + " = ").parameter(column);
            separator = ", ";
        }
        return where(sql, conditions).add(close()).change(operation, reader);
    }

    Query<T> deleteReturning(String operation, Condition... conditions) {
        SqlText sql = new SqlText(dialect).add(open("OLD")).add("DELETE FROM " + name);
        return where(sql, conditions).add(close()).change(operation, reader);
    }

    Command delete(String operation, Condition... conditions) {
        return where(new SqlText(dialect).add("DELETE FROM " + name), conditions)
                .command(operation);
    }

    private SqlText where(SqlText sql, Condition... conditions) {
        String separator = " WHERE ";
        for (Condition condition : conditions) {
            Column column = entity.column(condition.field());
            sql.add(separator + column("", column) + " " + condition.operator() + " ")
                    .parameter(column);
            separator = " AND ";
        }
        return sql;
    }

    private String open(String version) {
        return dialect.returning() == Dialect.Returning.DELTA_TABLE
                ? "SELECT " + selection("") + " FROM " + version + " TABLE ("
                : "";
    }

    private String close() {
        return dialect.returning() == Dialect.Returning.DELTA_TABLE ? ")" : " RETURNING " + selection("");
    }

    /** Whether a row could be found by this text. Blank texts find nothing, whatever is stored. */
    boolean canMatch(String field, String value) {
        Column column = entity.column(field);
        return !value.isBlank()
                && column.canHold(value)
                && dialect.codec(column.type()).encode(value) != null;
    }

    /** Checks now, inserts on subscription. */
    Mono<T> insertInto(Statements statements, Query<T> insert, Map<String, @Nullable Object> values, Clock clock) {
        entity.check(values);
        return Mono.defer(() -> {
            Map<String, @Nullable Object> row = entity.newRow(values, clock.instant());
            return write(statements, insert, row);
        });
    }

    /**
     * Writes a row's values where the criteria match. A value that the column's representation cannot express is a
     * reference to something that cannot exist.
     */
    Mono<T> write(
            Statements statements, Query<T> change, Map<String, @Nullable Object> row, @Nullable Object... criteria) {
        for (Map.Entry<String, @Nullable Object> cell : row.entrySet()) {
            Object value = cell.getValue();
            Column column = entity.column(cell.getKey());
            if (value != null && dialect.codec(column.type()).encode(value) == null) {
                return Mono.error(new ReferenceViolationException(change.operation(), column.field(), null));
            }
        }
        return statements.one(
                change,
                Stream.concat(row.values().stream(), Stream.of(criteria)).toArray());
    }
}
