// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import io.authflux.testkit.database.TestDatabases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The databases that next-auth 3 opens, each as TypeORM's configuration has it. */
enum NextAuthDatabase {
    POSTGRES("postgres", 5432),
    MYSQL("mysql", 3306),
    /** As people with MariaDB write who follow NextAuth's pages for MySQL. */
    MARIADB_AS_MYSQL("mysql", 3306),
    /** Next-auth adapts no column for this type, so its timestamps have whole seconds. */
    MARIADB("mariadb", 3306),
    SQLITE("sqlite", 0),
    MONGODB("mongodb", 27017);

    private final String type;
    private final int port;

    NextAuthDatabase(String type, int port) {
        this.type = type;
        this.port = port;
    }

    /** An empty database; one that is missing skips the test, or fails it. */
    DatabaseConfig fresh(Path folder) {
        String name = "interop_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return switch (this) {
            case POSTGRES -> PostgresServer.shared().database(name).config();
            case MYSQL -> utf8(MySqlServer.shared().database(name));
            case MARIADB_AS_MYSQL, MARIADB -> utf8(MariaDbServer.shared().database(name));
            case SQLITE ->
                DatabaseConfig.builder("sqlite")
                        .database(folder.resolve(name).toString())
                        .build();
            case MONGODB -> mongo(name);
        };
    }

    /** TypeORM's tables have the character set of the database. */
    private static DatabaseConfig utf8(TestDatabase database) {
        database.execute(
                "ALTER DATABASE " + database.config().database() + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        return database.config();
    }

    /**
     * TypeORM writes UTC's clock and never says so, so that a {@code timestamp} column is right only where the server's own
     * zone is UTC.
     *
     * @param zone for instance {@code +00:00}, or {@code SYSTEM} to put things back
     */
    void zone(String zone) {
        switch (this) {
            case MYSQL -> MySqlServer.shared().admin().execute("SET GLOBAL time_zone = '" + zone + "'");
            case MARIADB_AS_MYSQL, MARIADB ->
                MariaDbServer.shared().admin().execute("SET GLOBAL time_zone = '" + zone + "'");
            default -> {
                // Their columns know a zone, or hold text in UTC.
            }
        }
    }

    private static DatabaseConfig mongo(String name) {
        String url = TestDatabases.externalUrl("mongodb")
                .orElseThrow(() -> TestDatabases.missing(
                        "there is no MongoDB", new IllegalStateException("AUTHFLUX_TEST_MONGODB_URL is not set")));
        return DatabaseConfig.parse(url).mutate().database(name).build();
    }

    /** The same database in TypeORM's words. */
    Map<String, Object> typeOrm(DatabaseConfig config) {
        Map<String, Object> map = new HashMap<>();
        map.put("type", type);
        map.put("database", config.database());
        map.put("synchronize", config.get(Options.SYNCHRONIZE));
        if (this == SQLITE) {
            return map;
        }
        Host host = config.hosts().get(0);
        map.put("host", host.name());
        map.put("port", host.portOr(port));
        config.username().ifPresent(name -> map.put("username", name));
        config.password().ifPresent(password -> map.put("password", password.value()));
        if (this == MONGODB) {
            // TypeORM puts them into a URL as they are.
            map.replaceAll((key, value) ->
                    key.equals("username") || key.equals("password") ? encoded(value.toString()) : value);
            map.put("authSource", "admin");
            map.put("useUnifiedTopology", true);
        }
        return map;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where the matrix tells of it. */
    InteropMatrix.Column column() {
        return this == MARIADB_AS_MYSQL ? InteropMatrix.Column.MARIADB : InteropMatrix.Column.valueOf(name());
    }

    int port() {
        return port;
    }

    /** The finest unit that both sides keep. */
    Duration precision(boolean ourTables) {
        return this == MARIADB && !ourTables ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    }
}
