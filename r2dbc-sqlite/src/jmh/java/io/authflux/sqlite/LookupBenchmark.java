// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A prepared lookup of one row by its primary key: this driver beside plain sqlite-jdbc, on the same file. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LookupBenchmark {

    private static final String SELECT = "SELECT id, token, expires FROM session WHERE id = ?";
    private static final int ROWS = 100_000;
    private static final int BURST = 16_384;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** The file, and as many connections as there are cores. */
    @State(Scope.Benchmark)
    public static class Database {

        private Path directory;
        private String url;
        private final List<Connection> connections = new ArrayList<>();

        @Setup
        public void create() throws IOException {
            directory = Files.createTempDirectory("lookup");
            Path file = directory.resolve("lookup.db");
            url = "jdbc:sqlite:" + file;
            SqliteConnectionFactory factory = new SqliteConnectionFactory(
                    SqliteConnectionConfiguration.file(file).build());
            for (int i = 0; i < CORES; i++) {
                connections.add(Mono.from(factory.create()).block());
            }
            Flux.from(connections
                            .get(0)
                            .createBatch()
                            .add("CREATE TABLE session (id INTEGER PRIMARY KEY, token TEXT, expires DATETIME)")
                            .add("INSERT INTO session WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
                                    + " WHERE i < " + ROWS + ")"
                                    + " SELECT i, hex(randomblob(16)), datetime('now') FROM n")
                            .execute())
                    .then()
                    .block();
        }

        @TearDown
        public void delete() throws IOException {
            Flux.fromIterable(connections).flatMap(Connection::close).blockLast();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path path :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }

        Mono<String> lookup(int lane) {
            return Mono.from(connections
                            .get(lane % CORES)
                            .createStatement(SELECT)
                            .bind(0, ThreadLocalRandom.current().nextInt(ROWS))
                            .execute())
                    .flatMap(result -> Mono.from(result.map(
                            row -> row.get(0, Long.class) + row.get(1, String.class) + row.get(2, String.class))));
        }
    }

    /** A plain connection and a statement for each thread. */
    @State(Scope.Thread)
    public static class Jdbc {

        private java.sql.Connection connection;
        private PreparedStatement statement;

        @Setup
        public void open(Database database) throws SQLException {
            connection = DriverManager.getConnection(database.url);
            statement = connection.prepareStatement(SELECT);
        }

        @TearDown
        public void close() throws SQLException {
            connection.close();
        }

        String lookup() throws SQLException {
            statement.setInt(1, ThreadLocalRandom.current().nextInt(ROWS));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1) + rows.getString(2) + rows.getString(3);
            }
        }
    }

    @Benchmark
    @Threads(1)
    public String jdbcOneThread(Jdbc jdbc) throws SQLException {
        return jdbc.lookup();
    }

    @Benchmark
    @Threads(Threads.MAX)
    public String jdbcAllCores(Jdbc jdbc) throws SQLException {
        return jdbc.lookup();
    }

    @Benchmark
    @Threads(1)
    public String r2dbcOneCaller(Database database) {
        return database.lookup(0).block();
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BURST)
    public Long r2dbc64Concurrent(Database database) {
        return Flux.range(0, BURST).flatMap(database::lookup, 64).count().block();
    }
}
