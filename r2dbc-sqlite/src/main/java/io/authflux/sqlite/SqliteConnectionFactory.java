// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.client.Connector;
import io.authflux.sqlite.codec.Codecs;
import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Opens connections to one SQLite database. Thread-safe.
 *
 * <p>Over a file, the factory holds nothing. Over memory, it keeps the database alive from its first connection on,
 * until {@link #close()}; whoever made the factory closes it. Closing it leaves its connections to their owners.
 */
public final class SqliteConnectionFactory implements ConnectionFactory, Closeable {

    private final Connector connector;
    private final ConnectionContext context;
    private final AtomicReference<@Nullable Client> anchor = new AtomicReference<>();
    private final Mono<Boolean> anchored;
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param configuration which database, and how to open it
     */
    public SqliteConnectionFactory(SqliteConnectionConfiguration configuration) {
        Objects.requireNonNull(configuration, "configuration");
        this.connector = new Connector(configuration);
        this.context = new ConnectionContext(
                new Codecs(configuration.temporalFormat()),
                new StatementTexts(),
                configuration.fetchSize(),
                configuration.transactionMode());
        // A failure is not remembered: the next connection tries again.
        this.anchored = connector.connect().map(this::keep).cacheInvalidateIf(kept -> !kept);
    }

    /**
     * A factory for a URL: those that R2DBC's own parser takes, and also {@code r2dbc:sqlite::memory:} and
     * {@code r2dbc:sqlite:memory:name}, which it does not.
     *
     * @param url an R2DBC URL
     * @return a factory that the caller closes
     * @throws IllegalArgumentException if the URL is not one of this driver, or an option of it is unknown or wrong
     */
    public static SqliteConnectionFactory from(String url) {
        return new SqliteConnectionFactory(SqliteUrl.parse(url));
    }

    /**
     * A factory for a private database in memory: all its connections see it, nobody else does.
     *
     * @return a factory that the caller closes
     */
    public static SqliteConnectionFactory inMemory() {
        return new SqliteConnectionFactory(
                SqliteConnectionConfiguration.inMemory().build());
    }

    /**
     * A connection of its own for each subscriber. Cold; emits one open {@link Connection}, which its receiver closes,
     * and never is empty. Cancelled before that, it closes what it opens. Fails with an R2DBC exception if the database
     * cannot be opened, or this factory is closed. Signals on the worker thread of the new connection.
     */
    @Override
    public Mono<Connection> create() {
        return Mono.defer(() -> {
            if (closed) {
                return Mono.error(new IllegalStateException("The connection factory is closed"));
            }
            Mono<Client> connect = connector.connect();
            Mono<Client> client = connector.isMemory() ? anchored.then(connect) : connect;
            return client.map(opened -> new SqliteConnection(opened, context));
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return new SqliteConnectionFactoryMetadata();
    }

    /**
     * Refuses further connections, and lets a database in memory go once the last connection is closed. Cold; completes
     * empty, again for each subscriber. Open connections stay usable.
     */
    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            closed = true;
            Client kept = anchor.getAndSet(null);
            return kept == null ? Mono.empty() : SqliteConnection.close(kept);
        });
    }

    private boolean keep(Client client) {
        anchor.set(client);
        if (closed && anchor.compareAndSet(client, null)) {
            client.worker().execute(client::close);
        }
        return true;
    }
}
