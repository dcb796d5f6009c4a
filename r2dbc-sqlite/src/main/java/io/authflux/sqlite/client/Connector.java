// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Opens connections to one database. Thread-safe. */
public final class Connector {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final DatabaseLocation location;
    private final SqliteConnectionConfiguration configuration;

    /**
     * Opens nothing yet.
     *
     * @param configuration of which database and how
     */
    public Connector(SqliteConnectionConfiguration configuration) {
        this.configuration = configuration;
        this.location = DatabaseLocation.of(configuration.database());
    }

    /**
     * Whether the database lives only as long as a connection to it.
     *
     * @return true in memory
     */
    public boolean isMemory() {
        return location.isMemory();
    }

    /**
     * Opens a connection on a thread of its own.
     *
     * @return a cold publisher of one open client for each subscriber; one that nobody waits for any more is closed
     */
    public Mono<Client> connect() {
        return Mono.<Client>create(this::connect)
                .doOnDiscard(Client.class, client -> client.worker().execute(client::close));
    }

    private void connect(MonoSink<Client> sink) {
        Worker worker = new Worker("sqlite-" + location.name() + '-' + NUMBER.incrementAndGet());
        Client client = new Client(location, configuration, worker);
        worker.start();
        worker.submit(new Opening(client, worker, sink));
    }

    /** Waits for its turn, opens, and passes the turn on. */
    private final class Opening implements Worker.Job {

        private final Client client;
        private final Worker worker;
        private final MonoSink<Client> sink;
        private final Access turn;
        private volatile boolean cancelled;

        Opening(Client client, Worker worker, MonoSink<Client> sink) {
            this.client = client;
            this.worker = worker;
            this.sink = sink;
            this.turn = new Access(location.shared().opening(), worker, () -> {});
            sink.onCancel(() -> {
                cancelled = true;
                // For one that is open, and was not handed over, by now.
                worker.execute(client::close);
            });
        }

        @Override
        public boolean run() {
            try {
                if (!turn.acquire(true, configuration.lockWaitTimeout(), worker::resume)) {
                    return false;
                }
                if (!cancelled) {
                    client.open();
                }
            } catch (RuntimeException | LinkageError e) {
                // The engine's native library is loaded by the first of all connections, and may be missing.
                worker.stop();
                sink.error(e);
                return true;
            } finally {
                if (turn.isHeld()) {
                    turn.release();
                }
            }
            if (cancelled) {
                client.close();
                worker.stop();
            } else {
                sink.success(client);
            }
            return true;
        }
    }
}
