// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.layout.Layout;
import io.authflux.schema.Schema;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;

/** The contract once more, with columns that the application added and names that it chose. */
class PostgresCustomModelTest extends RelationalContract implements CustomModelContract {

    private final TestDatabase database = PostgresServer.shared().database("custom_model");

    @Override
    Layout layout() {
        return Layout.of(CustomModelContract.withCustomUser(Schema.nextAuth()).prefixed("shop_"));
    }

    @Override
    DatabaseConfig config() {
        return database.config();
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database);
    }

    @Override
    public int races() {
        return 10;
    }

    @Override
    public int cancelledLookups() {
        return 1_000;
    }
}
