// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Clock;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on an R2DBC connection, as one writes them by hand. */
final class R2dbcStatements {

    private static final Clock CLOCK = Clock.systemUTC();

    private final InstantForm form;
    private final Class<?> momentType;
    private final String lookup;
    private final String session;
    private final String user;
    private final String create;
    private final String extend;
    private final String createToken;
    private final String consumeToken;

    R2dbcStatements(Product product) {
        Sql sql = new Sql(product, R2dbcDrivers.dollars(product));
        form = product.instants();
        momentType = form.type();
        lookup = sql.sessionWithUser();
        session = sql.session();
        user = sql.user();
        create = sql.createSession();
        extend = sql.extendSession();
        createToken = sql.createToken();
        consumeToken = sql.consumeToken();
    }

    Object now() {
        return form.encode(CLOCK.instant());
    }

    SessionWithUser read(Readable row) {
        return Columns.sessionWithUser(new R2dbcColumns(row, momentType), form);
    }

    Mono<SessionWithUser> sessionWithUser(Connection connection, String token) {
        return first(bind(connection, lookup, token, now()), this::read);
    }

    Mono<Session> session(Connection connection, String token) {
        return first(
                bind(connection, session, token, now()),
                row -> Columns.session(new R2dbcColumns(row, momentType), form));
    }

    Mono<User> user(Connection connection, String id) {
        return first(
                bind(connection, user, Integer.valueOf(id)),
                row -> Columns.user(new R2dbcColumns(row, momentType), form, 0));
    }

    Mono<Boolean> create(Connection connection, NewSession made) {
        Object now = now();
        return wroteOne(bind(
                connection,
                create,
                Integer.valueOf(made.userId()),
                form.encode(made.expires()),
                made.sessionToken(),
                made.sessionToken(),
                now,
                now));
    }

    Mono<Boolean> extend(Connection connection, NewSession extended) {
        Object now = now();
        return wroteOne(bind(connection, extend, form.encode(extended.expires()), now, extended.sessionToken(), now));
    }

    Mono<Boolean> createToken(Connection connection, VerificationToken token) {
        Object now = now();
        return wroteOne(bind(
                connection, createToken, token.identifier(), token.token(), form.encode(token.expires()), now, now));
    }

    Mono<Boolean> consumeToken(Connection connection, VerificationToken token) {
        return wroteOne(bind(connection, consumeToken, token.identifier(), token.token()));
    }

    private static Statement bind(Connection connection, String sql, Object... values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.bind(i, values[i]);
        }
        return statement;
    }

    /** Reads to the end, so that the connection is ready for the next statement. */
    private static <T> Mono<T> first(Statement statement, Function<Readable, T> reader) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(reader))
                .reduce((first, next) -> first);
    }

    private static Mono<Boolean> wroteOne(Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .map(count -> count == 1);
    }
}
