// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import io.r2dbc.pool.PoolMetrics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Empty databases for tests that make their own tables. */
final class Fresh {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Fresh() {}

    /** One supplier for each kind of database, named for the report. */
    static Stream<Map.Entry<String, Supplier<TestDatabase>>> kinds() {
        return Stream.of(Map.entry("h2", Fresh::h2), Map.entry("postgres", Fresh::postgres));
    }

    static TestDatabase h2() {
        String name = "fresh" + NUMBER.incrementAndGet();
        return new TestDatabase(
                DatabaseConfig.parse("h2:mem:" + name + "?username=sa"), "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    static TestDatabase postgres() {
        return PostgresServer.shared().database("fresh" + NUMBER.incrementAndGet());
    }

    /** Connections that callers have left come back in their own time, but soon. */
    static void assertIdle(Connections connections) {
        PoolMetrics metrics = connections.pool().getMetrics().orElseThrow();
        Await.until(() -> metrics.acquiredSize() == 0);
        assertThat(metrics.pendingAcquireSize()).as("callers who wait").isZero();
    }

    /** A name and a database of its own on each server; one that is missing skips its own test alone. */
    static Stream<Arguments> servers(String name) {
        return Stream.of(
                arguments("PostgreSQL", Fresh::postgres),
                arguments("MySQL", () -> MySqlServer.shared().database(name)),
                arguments("MariaDB", () -> MariaDbServer.shared().database(name)));
    }

    private static Arguments arguments(String name, Supplier<TestDatabase> database) {
        return Arguments.of(name, database);
    }

    /** The connections that an adapter from the URL would have, to look into. */
    static Connections pool(TestDatabase database, int size) {
        return Connector.opener(database.config()
                        .mutate()
                        .option(Options.POOL_SIZE, size)
                        .build())
                .get();
    }
}
