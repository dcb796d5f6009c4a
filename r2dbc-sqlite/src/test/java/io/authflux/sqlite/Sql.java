// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shortest way to run SQL in a test. */
final class Sql {

    private Sql() {}

    static Mono<Long> update(Connection connection, String sql, Object... values) {
        return Flux.from(statement(connection, sql, values).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    static <T> Flux<T> query(Connection connection, Class<T> type, String sql, Object... values) {
        return Flux.from(statement(connection, sql, values).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, type))));
    }

    static Statement statement(Connection connection, String sql, Object... values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.bind(i, values[i]);
        }
        return statement;
    }

    static <T> T one(Connection connection, Class<T> type, String sql, Object... values) {
        return query(connection, type, sql, values)
                .single()
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    static <T> Flux<T> with(ConnectionFactory factory, Function<Connection, ? extends Publisher<T>> work) {
        return Flux.usingWhen(factory.create(), work, Connection::close);
    }

    static Connection open(ConnectionFactory factory) {
        return Objects.requireNonNull(Mono.from(factory.create()).block());
    }

    static void run(Connection connection, String... statements) {
        Flux.fromArray(statements)
                .concatMap(sql -> update(connection, sql))
                .then()
                .block();
    }

    static void close(Connection connection) {
        Mono.from(connection.close()).block();
    }
}
