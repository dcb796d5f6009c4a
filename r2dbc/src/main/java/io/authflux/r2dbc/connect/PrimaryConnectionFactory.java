// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.io.IOException;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connects to a server that may be written to only; another is as good as away, so that the next host is tried. */
record PrimaryConnectionFactory(ConnectionFactory delegate, String question) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.<Connection>from(delegate.create()).flatMap(this::check);
    }

    private Mono<Connection> check(Connection connection) {
        return Flux.from(connection.createStatement(question).execute())
                .concatMap(result -> result.map(row -> Objects.equals(row.get(0, Integer.class), 1)))
                .all(primary -> primary)
                .flatMap(primary -> primary
                        ? Mono.just(connection)
                        : Mono.<Connection>error(
                                new IOException("the server is read-only: not the primary, or not now")))
                .onErrorResume(
                        error -> Mono.from(connection.close()).onErrorComplete().then(Mono.error(error)))
                .doOnCancel(() -> Mono.from(connection.close()).subscribe());
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
