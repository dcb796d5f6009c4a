// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.util.Set;

/** The contract in standard SQL and nothing else, on PostgreSQL. */
class AnsiOnPostgresContractTest extends RelationalContract {

    /** What changes a row reads it again, as there is no {@code RETURNING}. */
    static final Set<String> TWO_ROUND_TRIPS =
            Set.of("users.update", "sessions.extend", "authenticators.updateCounter", "verificationTokens.consume");

    private final TestDatabase database = PostgresServer.shared().database("ansi");

    @Override
    DatabaseConfig config() {
        return database.config();
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database);
    }

    @Override
    R2dbcAdapterBuilder customize(R2dbcAdapterBuilder builder) {
        return builder.dialect(Dialects.ansi(position -> "$" + position));
    }

    @Override
    public int textLength() {
        return 4_000;
    }

    @Override
    public long expectedRoundTrips(String operation) {
        return TWO_ROUND_TRIPS.contains(operation) ? 2 : super.expectedRoundTrips(operation);
    }

    @Override
    int usualRaces() {
        return 50;
    }

    @Override
    int usualCancelledLookups() {
        return 5_000;
    }
}
