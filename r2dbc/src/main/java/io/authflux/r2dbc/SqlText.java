// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Ordering;
import io.authflux.r2dbc.dialect.TextRules;
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

    /** Appends a marker for a value that the column is to have. */
    SqlText parameter(Column column) {
        text.append(marker(dialect.codec(column)));
        return this;
    }

    /** Appends a marker for a value that travels so. */
    SqlText parameter(Codec codec) {
        text.append(marker(codec));
        return this;
    }

    /** Appends a marker for one of many values that the column is compared with. */
    SqlText oneOfMany(Column column, TextRules rules) {
        text.append(rules.oneOfMany(marker(dialect.codec(column))));
        return this;
    }

    /** Appends a marker for a value that the column is compared with. */
    SqlText criterion(Table<?> table, String field) {
        Codec codec = dialect.codec(table.entity().column(field));
        text.append(table.rules(field).exactly(marker(codec)));
        return this;
    }

    /** Appends a comparison of a column, in SQL, with a parameter; an order is one of instants. */
    SqlText compare(Table<?> table, String field, String sql, String operator) {
        if (operator.equals("=")) {
            Codec codec = dialect.codec(table.entity().column(field));
            return add(table.rules(field).equal(sql, marker(codec)));
        }
        Ordering ordering = dialect.ordering(table.entity().column(field).type());
        return add(ordering.expression().apply(sql) + " " + operator + " ").parameter(ordering.codec());
    }

    private String marker(Codec codec) {
        parameters.add(codec);
        return dialect.placeholder(parameters.size());
    }

    <T> Query<T> query(String operation, Function<Readable, T> reader) {
        return new Query<>(operation, text.toString(), parameters, reader);
    }

    Command command(String operation) {
        return new Command(operation, text.toString(), parameters);
    }
}
