// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.error.ReferenceViolationException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialect.Write;
import io.authflux.r2dbc.dialect.Returning;
import io.authflux.r2dbc.dialect.TextRules;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.schema.TableNames;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Exclusion;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.spi.Cells;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private final Map<String, TextRules> rules;
    private final List<Key> unguarded;
    private final Exclusion exclusion;

    /** {@code state}: what the database turned out to have; {@code exclusion}: what is guarded goes one after the other. */
    Table(
            EntityKind kind,
            Dialect dialect,
            String databaseSchema,
            SchemaState state,
            Function<Cells, T> factory,
            Exclusion exclusion) {
        this.entity = state.schema().entity(kind);
        this.unguarded = state.unguarded().getOrDefault(kind, List.of());
        this.exclusion = exclusion;
        this.dialect = dialect;
        this.name = TableNames.qualified(dialect, databaseSchema, entity);
        this.factory = factory;
        this.reader = new RowReader<>(entity, dialect, 0, factory);
        this.rules = entity.columns().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Column::field, c -> dialect.text(c.type(), state.typeOf(entity, c))));
    }

    Entity entity() {
        return entity;
    }

    /** How the column of a field is compared, and what it can hold. */
    TextRules rules(String field) {
        return Objects.requireNonNull(rules.get(field));
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
                .map(entity::column)
                .map(c -> dialect.ordering(c.type()).expression().apply(column("", c)) + direction)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    Change<T> insert(String operation) {
        List<Column> columns = entity.columns().stream()
                .filter(c -> c.generator() != Generator.DATABASE)
                .toList();
        SqlText sql = new SqlText(dialect).add(open(Write.INSERT)).add("INSERT INTO " + name + " (");
        sql.add(columns.stream().map(c -> column("", c)).collect(Collectors.joining(", ")))
                .add(") VALUES (");
        for (int i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "" : ", ").parameter(columns.get(i));
        }
        sql.add(")").add(close(Write.INSERT));
        Change<T> change = returns(Write.INSERT)
                ? returned(Write.INSERT, operation, sql)
                : Change.written(sql.command(operation), key(), cells(columns), reader);
        return guarded(change, columns.stream().map(Column::field).toList(), -1);
    }

    /** A change that looks first whether another row has the values that must be this one's alone. */
    private Change<T> guarded(Change<T> change, List<String> fields, int self) {
        return unguarded.isEmpty()
                ? change
                : new KeyGuards(this, dialect, unguarded, exclusion).around(change, fields, self);
    }

    /** The column that the database numbers. */
    private Change.@Nullable Key key() {
        return entity.columns().stream()
                .filter(c -> c.generator() == Generator.DATABASE)
                .findFirst()
                .map(c -> new Change.Key(c.name(), dialect.codec(c)))
                .orElse(null);
    }

    /** Where the reader finds its columns among those of an insert; the one that is not among them is the key. */
    private List<Integer> cells(List<Column> inserted) {
        return reader.columns().stream().map(inserted::indexOf).toList();
    }

    Change<T> update(String operation, Collection<String> fields, Condition... conditions) {
        SqlText sql = new SqlText(dialect).add(open(Write.UPDATE)).add("UPDATE " + name + " SET ");
        String separator = "";
        for (String field : fields) {
            Column column = entity.column(field);
            sql.add(separator + column("", column) + " = ").parameter(column);
            separator = ", ";
        }
        where(sql, conditions).add(close(Write.UPDATE));
        int self = List.of(conditions).indexOf(Condition.equal("id"));
        return guarded(
                updated(operation, fields, sql, conditions), List.copyOf(fields), self < 0 ? -1 : fields.size() + self);
    }

    private Change<T> updated(String operation, Collection<String> fields, SqlText sql, Condition... conditions) {
        if (returns(Write.UPDATE)) {
            return returned(Write.UPDATE, operation, sql);
        }
        List<Integer> found = IntStream.range(0, conditions.length)
                .filter(i -> conditions[i].isEquality())
                .boxed()
                .toList();
        Condition[] identity = found.stream().map(i -> conditions[i]).toArray(Condition[]::new);
        return Change.readAfter(
                sql.command(operation),
                select(operation, "", identity),
                found.stream().map(i -> fields.size() + i).toList());
    }

    Change<T> deleteReturning(String operation, Condition... conditions) {
        if (!returns(Write.DELETE)) {
            return Change.readBefore(select(operation, " FOR UPDATE", conditions), delete(operation, conditions));
        }
        SqlText sql = new SqlText(dialect).add(open(Write.DELETE)).add("DELETE FROM " + name);
        return returned(Write.DELETE, operation, where(sql, conditions).add(close(Write.DELETE)));
    }

    private Change<T> returned(Write write, String operation, SqlText sql) {
        return Change.returned(sql.query(operation, reader), dialect.returning(write) == Returning.DELTA_TABLE);
    }

    Command delete(String operation, Condition... conditions) {
        return where(new SqlText(dialect).add("DELETE FROM " + name), conditions)
                .command(operation);
    }

    private SqlText where(SqlText sql, Condition... conditions) {
        String separator = " WHERE ";
        for (Condition condition : conditions) {
            Column column = entity.column(condition.field());
            sql.add(separator).compare(this, condition.field(), column("", column), condition.operator());
            separator = " AND ";
        }
        return sql;
    }

    private boolean returns(Write write) {
        return dialect.returning(write) != Returning.NONE;
    }

    private String open(Write write) {
        return dialect.returning(write) == Returning.DELTA_TABLE
                ? "SELECT " + selection("") + " FROM " + (write == Write.DELETE ? "OLD" : "FINAL") + " TABLE ("
                : "";
    }

    private String close(Write write) {
        return switch (dialect.returning(write)) {
            case CLAUSE -> " RETURNING " + selection("");
            case DELTA_TABLE -> ")";
            case NONE -> "";
        };
    }

    /** Whether a row could be found by this text. Blank texts find nothing, whatever is stored. */
    boolean canMatch(String field, String value) {
        Column column = entity.column(field);
        return !value.isBlank()
                && column.canHold(value)
                && rules(field).canHold(value)
                && dialect.codec(column).encode(value) != null;
    }

    /** Checks values that a caller wants written. */
    void check(Map<String, @Nullable Object> values) {
        values.forEach((field, value) -> {
            if (value != null) {
                entity.find(field).ifPresent(column -> check(column, value));
            }
        });
    }

    private void check(Column column, Object value) {
        dialect.check(column, value);
        if (value instanceof String text && !rules(column.field()).canHold(text)) {
            throw new IllegalArgumentException(
                    column.field() + " has a character that the column's character set lacks; utf8mb4 has them all");
        }
    }

    /** Checks now, inserts on subscription. */
    Mono<T> insertInto(Statements statements, Change<T> insert, Map<String, @Nullable Object> values, Clock clock) {
        entity.check(values);
        check(values);
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
            Statements statements, Change<T> change, Map<String, @Nullable Object> row, @Nullable Object... criteria) {
        for (Map.Entry<String, @Nullable Object> cell : row.entrySet()) {
            Object value = cell.getValue();
            Column column = entity.column(cell.getKey());
            if (value != null && dialect.codec(column).encode(value) == null) {
                return Mono.error(new ReferenceViolationException(change.operation(), column.field(), null));
            }
        }
        return statements.change(
                change,
                Stream.concat(row.values().stream(), Stream.of(criteria)).toArray());
    }
}
