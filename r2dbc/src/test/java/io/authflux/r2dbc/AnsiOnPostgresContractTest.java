// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;

class AnsiOnPostgresContractTest extends AnsiContract {

    private final TestDatabase database = PostgresServer.shared().database("ansi");

    @Override
    DatabaseConfig config() {
        return database.config();
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database);
    }
}
