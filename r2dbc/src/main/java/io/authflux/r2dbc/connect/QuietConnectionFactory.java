// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Lifecycle;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A factory's connections as {@link QuietConnection}s; those that a pool says nothing to are as they were. */
record QuietConnectionFactory(ConnectionFactory delegate) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.<Connection>from(delegate.create()).map(QuietConnectionFactory::quiet);
    }

    private static Connection quiet(Connection connection) {
        return connection instanceof Lifecycle lifecycle ? new QuietConnection(connection, lifecycle) : connection;
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
