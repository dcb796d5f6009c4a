// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("layouts")
class MySqlLayoutsTest extends LayoutContract {

    private final Map<String, TestDatabase> databases = new HashMap<>();

    static Stream<Layout> layouts() {
        return layoutsOn(Family.MYSQL);
    }

    @Override
    DatabaseConfig config() {
        return database().config().mutate().option(Options.DRIVER, "mysql").build();
    }

    private TestDatabase database() {
        return databases.computeIfAbsent(
                databaseName(), name -> MySqlServer.shared().database(name));
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database()::open, "`");
    }

    @Override
    public Instant farFuture() {
        return Instant.parse("2038-01-19T03:14:07Z");
    }

    @Override
    public int textLength() {
        return 65_535;
    }

    @Override
    public long expectedRoundTrips(String operation) {
        return MySqlContract.roundTrips(operation, super.expectedRoundTrips(operation));
    }
}
