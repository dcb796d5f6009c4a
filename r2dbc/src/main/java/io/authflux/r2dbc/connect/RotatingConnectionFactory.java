// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Takes several factories by turns. Thread-safe. */
record RotatingConnectionFactory(List<ConnectionFactory> delegates, AtomicInteger turn) implements ConnectionFactory {

    RotatingConnectionFactory(List<ConnectionFactory> delegates) {
        this(List.copyOf(delegates), new AtomicInteger());
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(() -> Mono.from(delegates
                .get(Math.floorMod(turn.getAndIncrement(), delegates.size()))
                .create()));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegates.get(0).getMetadata();
    }
}
