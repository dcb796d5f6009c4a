// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Tries several ways to connect, always in the same order. The next one is only tried after an error that speaks for it,
 * which a way that takes longer than its share of the time fails with too.
 */
record FailoverConnectionFactory(List<ConnectionFactory> delegates, Predicate<Throwable> onwards, Duration share)
        implements ConnectionFactory {

    FailoverConnectionFactory {
        delegates = List.copyOf(delegates);
    }

    @Override
    public Publisher<? extends Connection> create() {
        return from(0);
    }

    private Mono<Connection> from(int index) {
        Mono<Connection> connection = Mono.from(delegates.get(index).create());
        return index + 1 == delegates.size()
                ? connection
                : connection.timeout(share).onErrorResume(onwards, error -> from(index + 1));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegates.get(0).getMetadata();
    }
}
