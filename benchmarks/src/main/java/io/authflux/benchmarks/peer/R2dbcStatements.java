// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on an R2DBC connection, as one writes them by hand. */
final class R2dbcStatements {

    private final Sql sql;
    private final InstantForm form;
    private final Class<?> momentType;
    private final String lookup;
    private final String session;
    private final String user;

    R2dbcStatements(Product product) {
        sql = new Sql(product, R2dbcDrivers.dollars(product));
        form = product.instants();
        momentType = form.type();
        lookup = sql.sessionWithUser();
        session = sql.session();
        user = sql.user();
    }

    Sql sql() {
        return sql;
    }

    SessionWithUser read(Readable row) {
        return Columns.sessionWithUser(new R2dbcColumns(row, momentType), form);
    }

    Mono<SessionWithUser> sessionWithUser(Connection connection, String token) {
        return first(bind(connection, lookup, List.of(token, sql.now())), this::read);
    }

    Mono<Session> session(Connection connection, String token) {
        return first(
                bind(connection, session, List.of(token, sql.now())),
                row -> Columns.session(new R2dbcColumns(row, momentType), form));
    }

    Mono<User> user(Connection connection, String id) {
        return first(
                bind(connection, user, List.of(Integer.valueOf(id))),
                row -> Columns.user(new R2dbcColumns(row, momentType), form, 0));
    }

    Mono<Boolean> write(Connection connection, Sql.Bound write) {
        return Flux.from(bind(connection, write.text(), write.values()).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .map(count -> count == 1);
    }

    private static Statement bind(Connection connection, String text, List<Object> values) {
        Statement statement = connection.createStatement(text);
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }

    /** Reads to the end, so that the connection is ready for the next statement. */
    private static <T> Mono<T> first(Statement statement, Function<Readable, T> reader) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(reader))
                .reduce((first, next) -> first);
    }
}
