// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.mock;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.peer.Peer;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.coalesce.Coalescer;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.R2dbcAdapter;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Opens peers on the driver that does nothing. */
public final class MockPeers {

    private static final int PATIENT = 1_000_000;

    private MockPeers() {}

    /**
     * Opens a peer.
     *
     * @param kind Authflux, the driver or the driver with r2dbc-pool
     * @param settings a PostgreSQL database with its tables, which Authflux checks before it is given the mock
     * @param population who is found
     * @param silent whether look-ups are never answered, and may queue without end
     * @return the peer
     */
    public static Peer open(PeerKind kind, PeerSettings settings, Population population, boolean silent) {
        MockServer server = new MockServer(population, silent);
        ConnectionFactory mock = new Factory(
                PeerKind.factory(settings.target()).getMetadata(), Mono.fromSupplier(() -> new MockConnection(server)));
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(mock)
                .maxSize(settings.poolSize())
                .build());
        Peer peer = kind == PeerKind.AUTHFLUX
                ? authflux(settings, pool, silent)
                : kind.open(settings, kind == PeerKind.DRIVER ? mock : pool);
        return new Closing(peer, server, pool);
    }

    private static Peer authflux(PeerSettings settings, ConnectionPool pool, boolean silent) {
        Switch connections = new Switch(PeerKind.factory(settings.target()));
        Coalescer.Limits usual = Coalescer.Limits.DEFAULTS;
        R2dbcAdapter adapter = Objects.requireNonNull(R2dbcAdapter.builder(connections)
                .lookupLimits(silent ? new Coalescer.Limits(usual.lanes(), usual.batchSize(), PATIENT) : usual)
                .connect()
                .toFuture()
                .join());
        connections.to(pool);
        return new Adapted(adapter);
    }

    private record Factory(ConnectionFactoryMetadata metadata, Publisher<? extends Connection> connections)
            implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return connections;
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return metadata;
        }
    }

    /** The real database first, for the adapter's look at its tables. */
    private static final class Switch implements ConnectionFactory {

        private volatile ConnectionFactory current;

        Switch(ConnectionFactory first) {
            current = first;
        }

        void to(ConnectionFactory next) {
            current = next;
        }

        @Override
        public Publisher<? extends Connection> create() {
            return current.create();
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return current.getMetadata();
        }
    }

    private record Adapted(R2dbcAdapter adapter) implements Peer {

        @Override
        public Call<String, SessionWithUser> lookup() {
            return (Call.Reactive<String, SessionWithUser>) adapter.sessions()::findWithUser;
        }

        @Override
        public void close() {
            adapter.close().toFuture().join();
        }
    }

    private record Closing(Peer peer, MockServer server, ConnectionPool pool) implements Peer {

        @Override
        public Call<String, SessionWithUser> lookup() {
            return peer.lookup();
        }

        @Override
        public void close() {
            peer.close();
            pool.dispose();
            server.close();
        }
    }
}
