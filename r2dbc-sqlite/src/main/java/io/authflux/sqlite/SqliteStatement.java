// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.codec.Codecs;
import io.authflux.sqlite.sql.ParsedSql;
import io.authflux.sqlite.sql.SqlStatement;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A SQL text and the values bound to it so far. Not thread-safe; what it executes is fixed when it is called. */
final class SqliteStatement implements Statement {

    private final Client client;
    private final ConnectionContext context;
    private final ParsedSql sql;
    private final List<Bindings> added = new ArrayList<>(1);
    private Bindings current;
    private @Nullable List<String> generated;
    private int fetchSize;
    private boolean lobs;

    SqliteStatement(Client client, ConnectionContext context, ParsedSql sql) {
        this.client = client;
        this.context = context;
        this.sql = sql;
        this.current = new Bindings(sql);
        this.fetchSize = context.fetchSize();
    }

    @Override
    public SqliteStatement add() {
        current.complete();
        added.add(current);
        current = new Bindings(sql);
        return this;
    }

    @Override
    public SqliteStatement bind(int index, Object value) {
        current.set(sql.checkIndex(index), stored(value));
        return this;
    }

    @Override
    public SqliteStatement bind(String name, Object value) {
        return bind(sql.indexOf(Require.notNull(name, "name")), value);
    }

    @Override
    public SqliteStatement bindNull(int index, Class<?> type) {
        Require.notNull(type, "type");
        current.set(sql.checkIndex(index), null);
        return this;
    }

    @Override
    public SqliteStatement bindNull(String name, Class<?> type) {
        return bindNull(sql.indexOf(Require.notNull(name, "name")), type);
    }

    private @Nullable Object stored(Object value) {
        Object bound = Require.notNull(value, "value");
        if (bound instanceof Parameter parameter) {
            if (parameter instanceof Parameter.Out) {
                throw new UnsupportedOperationException("SQLite has no OUT parameters");
            }
            Object inner = parameter.getValue();
            return inner == null ? null : stored(inner);
        }
        if (bound instanceof Blob || bound instanceof Clob) {
            lobs = true;
            return bound;
        }
        Codecs codecs = context.codecs();
        return codecs.encode(bound);
    }

    @Override
    public SqliteStatement returnGeneratedValues(String... columns) {
        Require.notNull(columns, "columns");
        generated = List.of(columns);
        return this;
    }

    @Override
    public SqliteStatement fetchSize(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("fetchSize must not be negative, was " + rows);
        }
        fetchSize = rows == 0 ? context.fetchSize() : rows;
        return this;
    }

    @Override
    public Flux<SqliteResult> execute() {
        if (!added.isEmpty() && current.isEmpty() && sql.parameterCount() > 0) {
            throw new IllegalStateException("add() is followed by no values in: " + sql.text());
        }
        List<@Nullable Object[]> runs = new ArrayList<>(added.size() + 1);
        for (Bindings bindings : added) {
            runs.add(bindings.complete());
        }
        runs.add(current.complete().clone());
        if (lobs) {
            return Lobs.read(runs).flatMapMany(values -> new ExecutionFlux(client, context, steps(values), fetchSize));
        }
        return new ExecutionFlux(client, context, steps(runs), fetchSize);
    }

    private List<Step> steps(List<@Nullable Object[]> runs) {
        List<Step> steps = new ArrayList<>(runs.size() * sql.statements().size());
        for (@Nullable Object[] values : runs) {
            for (SqlStatement statement : sql.statements()) {
                SqlStatement run = generated == null ? statement : statement.returning(generated);
                steps.add(new Step(run, statement.arguments(values)));
            }
        }
        return steps;
    }
}
