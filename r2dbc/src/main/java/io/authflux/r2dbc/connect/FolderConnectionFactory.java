// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes the folder of a database's file before a connection, where blocking is allowed. */
record FolderConnectionFactory(ConnectionFactory delegate, Path folder) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.fromCallable(this::make)
                .subscribeOn(Schedulers.boundedElastic())
                .then(Mono.<Connection>from(delegate.create()));
    }

    private Path make() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException("the folder of the database's file cannot be made", e);
        }
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
