// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The driver with r2dbc-pool: one connection taken and given back for each call. */
final class PooledPeer implements WritingPeer {

    private final R2dbcStatements statements;
    private final ConnectionFactory connections;
    private final Turn turn;

    PooledPeer(PeerSettings settings) {
        this(settings, R2dbcDrivers.pool(settings));
    }

    PooledPeer(PeerSettings settings, ConnectionFactory connections) {
        statements = new R2dbcStatements(settings.target().product());
        this.connections = connections;
        turn = new Turn(settings.target().product());
    }

    private <T> Mono<T> with(Function<Connection, Mono<T>> work) {
        return turn.take(Mono.usingWhen(connections.create(), work, Connection::close));
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>)
                token -> with(connection -> statements.sessionWithUser(connection, token));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> with(connection -> statements.create(connection, session));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> with(connection -> statements.extend(connection, session));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>)
                token -> with(connection -> statements.createToken(connection, token))
                        .flatMap(made -> with(connection -> statements.consumeToken(connection, token)));
    }

    @Override
    public void close() {
        if (connections instanceof ConnectionPool pool) {
            pool.disposeLater().toFuture().join();
        }
        turn.close();
    }
}
