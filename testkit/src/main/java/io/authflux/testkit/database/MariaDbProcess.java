// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;
import io.authflux.token.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A MariaDB server that this JVM started, as root or not. */
final class MariaDbProcess {

    private static final String USER = "authflux";
    private static final int SECONDS = 60;
    private static final int POLL_MILLIS = 100;

    private final Path binaries;
    private final Path directory;
    private final int port;
    private final String password;
    private final List<String> options;
    private Process server;
    private boolean closed;

    private MariaDbProcess(Path binaries, Path directory, int port, String password, List<String> options)
            throws IOException {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.options = options;
        this.server = launch();
    }

    static MariaDbProcess start(List<String> options) throws IOException {
        Path binaries = MariaDbBinaries.unpacked();
        Path directory = Files.createTempDirectory("authflux-mariadb");
        // More than 20 characters, and right only where it is percent-decoded, and only once.
        String password = Tokens.random().substring(0, 24) + "@:/%41+&?#";
        Files.writeString(
                directory.resolve("init.sql"),
                "CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY '" + password + "';\n"
                        + "GRANT ALL ON *.* TO '" + USER + "'@'%' WITH GRANT OPTION;\n"
                        + "DROP USER IF EXISTS ''@'localhost';\n"
                        + "DROP USER IF EXISTS ''@'"
                        + InetAddress.getLocalHost().getHostName() + "';\n");
        initialise(binaries, directory);
        MariaDbProcess process = new MariaDbProcess(binaries, directory, freePort(), password, options);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop MariaDB"));
        return process;
    }

    private static void initialise(Path binaries, Path directory) throws IOException {
        Process install = new ProcessBuilder(
                        binaries.resolve("scripts")
                                .resolve("mariadb-install-db")
                                .toString(),
                        "--no-defaults",
                        "--basedir=" + binaries,
                        "--datadir=" + directory.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-name-resolve")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        if (!exited(install) || install.exitValue() != 0) {
            throw new IOException("mariadb-install-db failed: " + Files.readString(directory.resolve("install.log")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        Path log = directory.resolve("server.log");
        // In one that is shared, a server that starts removes the temporary tables of its neighbours.
        Path temporary = Files.createDirectories(directory.resolve("temporary"));
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + directory.resolve("data"),
                "--init-file=" + directory.resolve("init.sql"),
                "--tmpdir=" + temporary,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                // Written at each commit, so that a kill loses nothing; flushed to the disk later.
                "--innodb-flush-log-at-trx-commit=2",
                "--max-connections=500"));
        command.addAll(options);
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TZ", "America/St_Johns");
        Process process = builder.start();
        await(process, log);
        return process;
    }

    private static void await(Process process, Path log) throws IOException {
        for (int i = 0; i < SECONDS * 1_000 / POLL_MILLIS; i++) {
            if (Files.readString(log).contains("ready for connections.")) {
                return;
            }
            if (exited(process, POLL_MILLIS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IOException("mariadbd does not start: " + Files.readString(log));
    }

    DatabaseConfig admin() {
        return DatabaseConfig.builder("mariadb")
                .host("127.0.0.1", port)
                .username(USER)
                .password(password)
                .database("mysql")
                .build();
    }

    synchronized void kill() {
        Processes.kill(Optional.of(server.toHandle()));
    }

    synchronized void restart() throws IOException {
        kill();
        server = launch();
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            server.destroy();
            if (!exited(server)) {
                kill();
            }
            Processes.deleteRecursively(directory);
        }
    }

    private static boolean exited(Process process) {
        return exited(process, TimeUnit.SECONDS.toMillis(SECONDS));
    }

    private static boolean exited(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
