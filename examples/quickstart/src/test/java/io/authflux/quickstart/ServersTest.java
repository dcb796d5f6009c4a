// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.authflux.config.DatabaseConfig;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import io.authflux.testkit.database.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The story on servers, from the command line to the table, twice on the same database. */
class ServersTest {

    private static final String NAME = "quickstart_test";

    /** Every server, through every driver. */
    enum Server {
        POSTGRES("PostgreSQL 18", ""),
        MYSQL("MySQL 9", ""),
        MYSQL_OTHER_DRIVER("MySQL 9", "?driver=mariadb"),
        MARIADB("MariaDB 11", ""),
        MARIADB_OTHER_DRIVER("MariaDB 11", "?driver=mysql");

        private final String product;
        private final String options;

        Server(String product, String options) {
            this.product = product;
            this.options = options;
        }

        String url() {
            TestDatabase database =
                    switch (this) {
                        case POSTGRES -> PostgresServer.shared().database(NAME);
                        case MYSQL, MYSQL_OTHER_DRIVER -> MySqlServer.shared().database(NAME);
                        case MARIADB, MARIADB_OTHER_DRIVER ->
                            MariaDbServer.shared().database(NAME);
                    };
            return database.url() + options;
        }
    }

    private static void tellTwice(String url, String product) {
        for (int time = 1; time <= 2; time++) {
            Outcome outcome = Outcome.of(url, "--users", "20", "--lookups", "200", "--concurrency", "8");

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.code()).isZero();
            assertThat(outcome.out())
                    .contains("Connected to " + product)
                    .contains("First click: the address is proven. Second click: refused.", "3 sessions are gone")
                    .containsPattern("(?m)^  database +" + product)
                    .containsPattern("(?m)^  users +20$")
                    .containsPattern("(?m)^  sessions +22$")
                    .containsPattern("(?m)^  lookups/s +[0-9,]+$")
                    .doesNotContain(password(url));
        }
    }

    private static String password(String url) {
        return DatabaseConfig.parse(url).password().map(p -> p.value()).orElse("no password here");
    }

    @ParameterizedTest
    @EnumSource
    void theStoryIsToldTwice(Server server) {
        tellTwice(server.url(), server.product);
    }

    /** A stand-in for MongoDB, in every build. */
    @Test
    void theStoryIsToldTwiceInTheProtocolOfMongoDb() {
        MongoServer server = new MongoServer(new MemoryBackend());
        try {
            String address = server.bindAndGetConnectionString();
            tellTwice(address + "/" + NAME, "MongoDB ");
        } finally {
            server.shutdownNow();
        }
    }

    /** Whatever the URL names: MongoDB, or what {@code scripts/ferretdb} starts. */
    @Test
    void theStoryIsToldTwiceOnTheMongoDbOfTheUrl() {
        String url = TestDatabases.externalUrl("mongodb")
                .orElseThrow(() -> TestDatabases.missing(
                        "a MongoDB server", new IllegalStateException("AUTHFLUX_TEST_MONGODB_URL names none")));

        tellTwice(url.replaceFirst("(//[^/]*)/[^?]*", "$1/" + NAME), "");
    }
}
