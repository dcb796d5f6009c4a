// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;

/**
 * A pool's connections, but for those that died while they were idle: after a restart of the server that may be every one
 * of them. Such a connection is passed over; a server that refuses, is not there or does not answer in time is asked once,
 * which the pool's own way of trying again knows no difference from.
 *
 * @param pool the pool
 * @param idle how many there can be that died
 */
record LiveConnections(ConnectionPool pool, int idle) implements ConnectionFactory, Wrapped<ConnectionFactory> {

    @Override
    public Mono<? extends Connection> create() {
        return take(idle);
    }

    /** Only where a connection was idle can the failure be its death; else the server itself was asked. */
    private Mono<Connection> take(int dead) {
        return Mono.defer(() -> {
            boolean mayBeDead =
                    dead > 0 && pool.getMetrics().map(PoolMetrics::idleSize).orElse(0) > 0;
            Mono<Connection> taken = pool.create();
            return mayBeDead
                    ? taken.onErrorResume(R2dbcNonTransientResourceException.class, died -> take(dead - 1))
                    : taken;
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return pool.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return pool;
    }
}
