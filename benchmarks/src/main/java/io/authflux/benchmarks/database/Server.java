// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An empty database on a server that is found or started as for the tests. What was started is stopped with the JVM;
 * files are deleted when it is closed.
 */
public final class Server implements AutoCloseable {

    private static final String NAME = "authflux_benchmark";

    private final Target target;
    private final @Nullable Path folder;

    private Server(Target target, @Nullable Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /**
     * An empty database.
     *
     * @param product on which kind of server
     * @return the database, to be closed
     */
    public static Server start(Product product) {
        return switch (product) {
            case POSTGRES ->
                new Server(Target.of(PostgresServer.shared().database(NAME).config()), null);
            case MYSQL ->
                new Server(Target.of(MySqlServer.shared().database(NAME).config()), null);
            case MARIADB ->
                new Server(Target.of(MariaDbServer.shared().database(NAME).config()), null);
            case MONGODB ->
                mongodb(
                        TestDatabases.externalUrl("mongodb")
                                .orElseThrow(
                                        () -> TestDatabases.missing(
                                                "there is no MongoDB",
                                                new IllegalStateException(
                                                        "AUTHFLUX_TEST_MONGODB_URL is not set; export what `scripts/ferretdb start` prints"))));
            case SQLITE, H2 -> file(product);
        };
    }

    /**
     * A new database with users and sessions. What was there of an earlier one is gone.
     *
     * @param product on which kind of server
     * @param size how many sessions
     * @return the database, to be closed
     */
    public static Server filled(Product product, int size) {
        Server server = start(product);
        Filling.fill(server.target(), size);
        return server;
    }

    /** The database of that server's URL is left alone; ours is emptied. */
    static Server mongodb(String url) {
        String ours = url.replaceFirst("^(mongodb://[^/]*)(/[^?]*)?", "$1/" + NAME);
        try (MongoClient client = MongoClients.create(ours)) {
            Mono.from(client.getDatabase(NAME).drop()).toFuture().join();
        }
        return new Server(Target.of(ours), null);
    }

    private static Server file(Product product) {
        try {
            Path folder = Files.createTempDirectory("authflux-benchmark");
            Path file = folder.resolve("sessions");
            String url = product == Product.SQLITE ? "sqlite:///" + file : "h2:" + file;
            return new Server(Target.of(url), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it is.
     *
     * @return the database
     */
    public Target target() {
        return target;
    }

    /**
     * What it says it is.
     *
     * @return product and version
     */
    public String version() {
        if (target.product() == Product.MONGODB) {
            return mongoVersion();
        }
        try (Connection connection = target.open()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            return target.product().title() + " " + version.replaceFirst(" \\(.*", "");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask " + target, e);
        }
    }

    private String mongoVersion() {
        try (MongoClient client = MongoClients.create(target.url())) {
            Document info =
                    Objects.requireNonNull(Mono.from(client.getDatabase(NAME).runCommand(new Document("buildInfo", 1)))
                            .toFuture()
                            .join());
            Document ferret = info.get("ferretdb", Document.class);
            return ferret == null
                    ? "MongoDB " + info.getString("version")
                    : "FerretDB " + ferret.getString("version") + " (MongoDB protocol)";
        }
    }

    @Override
    public void close() {
        Path unwanted = folder;
        if (unwanted != null) {
            try (Stream<Path> files = Files.walk(unwanted)) {
                files.sorted(Comparator.reverseOrder()).forEach(Server::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
