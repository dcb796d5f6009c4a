// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The driver with r2dbc-pool: one connection taken and given back for each call. */
final class PooledPeer extends R2dbcPeer {

    private final ConnectionFactory connections;

    PooledPeer(PeerSettings settings) {
        this(settings, R2dbcDrivers.pool(settings));
    }

    PooledPeer(PeerSettings settings, ConnectionFactory connections) {
        super(settings.target().product());
        this.connections = connections;
    }

    @Override
    <T> Mono<T> with(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(connections.create(), work, Connection::close);
    }

    @Override
    public void close() {
        if (connections instanceof ConnectionPool pool) {
            pool.disposeLater().toFuture().join();
        }
        super.close();
    }
}
