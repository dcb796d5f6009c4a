// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a statement on every new connection; one that fails there is closed and never handed out. */
record PreparedConnectionFactory(ConnectionFactory delegate, String statement) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.<Connection>from(delegate.create()).flatMap(this::prepare);
    }

    private Mono<Connection> prepare(Connection connection) {
        return Flux.from(connection.createStatement(statement).execute())
                .concatMap(Result::getRowsUpdated)
                .then(Mono.just(connection))
                .onErrorResume(
                        error -> Mono.from(connection.close()).onErrorComplete().then(Mono.error(error)))
                .doOnCancel(() -> Mono.from(connection.close()).subscribe());
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
