// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.Set;

/** What is different of MySQL and MariaDB. */
abstract class MySqlFamilyContract extends RelationalContract {

    private static final Set<String> READ_AFTERWARDS =
            Set.of("users.update", "sessions.extend", "authenticators.updateCounter");

    private final TestDatabase database;
    private final String driver;

    MySqlFamilyContract(TestDatabase database, String driver) {
        this.database = database;
        this.driver = driver;
    }

    @Override
    DatabaseConfig config() {
        return database.config().mutate().option(Options.DRIVER, driver).build();
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database::open, "`");
    }

    /** A timestamp ends in January 2038. */
    @Override
    public Instant farFuture() {
        return Instant.parse("2038-01-19T03:14:07Z");
    }

    /** {@code text} is what NextAuth makes. */
    @Override
    public int textLength() {
        return 65_535;
    }

    /** Neither server has {@code UPDATE … RETURNING}: the row is read again in the same transaction. */
    @Override
    public long expectedRoundTrips(String operation) {
        return READ_AFTERWARDS.contains(operation) ? 2 : super.expectedRoundTrips(operation);
    }

    /** Four classes run this, on drivers that take two round trips (r2dbc-mysql) for each statement. */
    @Override
    int usualRaces() {
        return 40;
    }

    /** As above. */
    @Override
    int usualCancelledLookups() {
        return 10_000;
    }
}
