// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Runs compiled statements. Publishers are cold, one execution a subscription; they fail with
 * {@link io.authflux.error.AuthfluxException}s only. Arguments are values of the model, in the order of the parameters;
 * if one of them is a value that no row can hold, nothing is sent and the result is as if no row had matched.
 */
public interface Statements {

    /**
     * Runs a query that finds at most one row.
     *
     * @param query the query
     * @param arguments the arguments
     * @param <T> the type of the value
     * @return emits the value of the first row once all have arrived, or is empty
     */
    <T> Mono<T> one(Query<T> query, @Nullable Object... arguments);

    /**
     * Runs a query. All rows are read before the first is handed on, so that no slow consumer holds a connection.
     *
     * @param query the query
     * @param arguments the arguments
     * @param <T> the type of the values
     * @return emits the values, in order
     */
    <T> Mono<List<T>> all(Query<T> query, @Nullable Object... arguments);

    /**
     * Runs a command.
     *
     * @param command the command
     * @param arguments the arguments
     * @return emits how many rows it touched
     */
    Mono<Long> update(Command command, @Nullable Object... arguments);
}
