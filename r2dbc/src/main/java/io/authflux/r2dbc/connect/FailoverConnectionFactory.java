// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Tries several ways to connect, always in the same order. The next one is only tried if the one before says that nobody
 * is there, or nothing for its share of the time: a wrong password is wrong everywhere.
 */
record FailoverConnectionFactory(List<ConnectionFactory> delegates, Predicate<Throwable> isUnavailable, Duration share)
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
                : connection
                        .timeout(share)
                        .onErrorResume(
                                error -> error instanceof TimeoutException || isUnavailable.test(error),
                                error -> from(index + 1));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegates.get(0).getMetadata();
    }
}
