// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** As Auth.js's pg adapter asks its pool: the session, then its user, each on a connection of its own. */
final class TwoQueriesPeer implements Peer {

    private final R2dbcStatements statements;
    private final ConnectionPool pool;

    TwoQueriesPeer(PeerSettings settings) {
        statements = new R2dbcStatements(settings.target().product());
        pool = R2dbcDrivers.pool(settings);
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> Mono.usingWhen(
                        pool.create(), connection -> statements.session(connection, token), Connection::close)
                .flatMap(session -> Mono.usingWhen(
                                pool.create(),
                                connection -> statements.user(connection, session.userId()),
                                Connection::close)
                        .map(user -> new SessionWithUser(session, user)));
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
    }
}
