// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server that this JVM started. */
final class PostgresProcess {

    private final Path directory;
    private EmbeddedPostgres server;
    private boolean closed;

    private PostgresProcess(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    static PostgresProcess start() throws IOException {
        Path directory = Files.createTempDirectory("authflux-postgres");
        PostgresProcess process =
                new PostgresProcess(directory, builder(directory).start());
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop PostgreSQL"));
        return process;
    }

    private static EmbeddedPostgres.Builder builder(Path directory) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C")
                .setServerConfig("max_connections", "200")
                // The default here is off, and a server that is killed then forgets what it had acknowledged.
                .setServerConfig("synchronous_commit", "on")
                // Else whoever writes first pays for new files of the log, and those who come later find them.
                .setServerConfig("wal_init_zero", "off")
                .setServerConfig("wal_recycle", "off")
                .setServerConfig("timezone", "UTC");
    }

    synchronized int port() {
        return server.getPort();
    }

    synchronized void kill() {
        Processes.kill(postmaster());
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            Path pid = directory.resolve("data").resolve("postmaster.pid");
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(pid).get(0).trim()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    synchronized void restart() throws IOException {
        int port = server.getPort();
        server.close();
        server = builder(directory).setPort(port).start();
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                server.close();
            } catch (IOException e) {
                // It is killed below, as is one that has not ended in its few seconds.
            }
            kill();
            Processes.deleteRecursively(directory);
        }
    }
}
