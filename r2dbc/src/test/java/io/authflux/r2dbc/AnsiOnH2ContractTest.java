// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import java.sql.DriverManager;

class AnsiOnH2ContractTest extends AnsiContract {

    @Override
    DatabaseConfig config() {
        return DatabaseConfig.parse("h2:mem:ansi");
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), () -> DriverManager.getConnection("jdbc:h2:mem:ansi", "sa", ""), "\"");
    }
}
