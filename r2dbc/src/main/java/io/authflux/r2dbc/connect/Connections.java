// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A pool, and where its work is done.
 *
 * @param pool the pool
 * @param live takes connections from the pool, and passes over those that died while they were idle
 * @param factory what else must be closed: a driver that keeps something for all of its connections, such as a database in
 *     memory; null for the others
 * @param blocking where a driver that blocks does its work; null for a driver that does not
 */
public record Connections(
        ConnectionPool pool,
        ConnectionFactory live,
        @Nullable Closeable factory,
        @Nullable Scheduler blocking) {

    /**
     * Closes the pool, then the driver's factory and the scheduler. Idempotent.
     *
     * @return completes when all are closed
     */
    public Mono<Void> close() {
        Mono<Void> closed =
                factory == null ? pool.disposeLater() : pool.disposeLater().then(Mono.from(factory.close()));
        if (blocking == null) {
            return closed;
        }
        // A scheduler that rejects was disposed of by an earlier call, after the pool.
        return closed.subscribeOn(blocking)
                .then(Mono.defer(blocking::disposeGracefully))
                .onErrorResume(RejectedExecutionException.class, closedAlready -> Mono.empty());
    }
}
