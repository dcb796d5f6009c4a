// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.schema.Column;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A statement in the making: text and parameters grow together, so that they cannot fall out of step. */
final class SqlText {

    private final Dialect dialect;
    private final StringBuilder text = new StringBuilder();
    private final List<Codec> parameters = new ArrayList<>();

    SqlText(Dialect dialect) {
        this.dialect = dialect;
    }

    SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    /** Appends a marker for a value of the column. */
    SqlText parameter(Column column) {
        return parameter(dialect.codec(column.type()));
    }

    /** Appends a marker for a value that travels so. */
    SqlText parameter(Codec codec) {
        parameters.add(codec);
        text.append(dialect.placeholder(parameters.size()));
        return this;
    }

    <T> Query<T> query(String operation, Function<Readable, T> reader) {
        return new Query<>(operation, text.toString(), parameters, reader, false);
    }

    /** A query that changes rows. */
    <T> Query<T> change(String operation, Function<Readable, T> reader) {
        boolean halfDone = dialect.returning() == Dialect.Returning.DELTA_TABLE;
        return new Query<>(operation, text.toString(), parameters, reader, halfDone);
    }

    Command command(String operation) {
        return new Command(operation, text.toString(), parameters);
    }
}
