// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Connects on a scheduler whose threads may block. */
record OffloadedConnectionFactory(ConnectionFactory delegate, Scheduler scheduler) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(delegate.create()).subscribeOn(scheduler);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
