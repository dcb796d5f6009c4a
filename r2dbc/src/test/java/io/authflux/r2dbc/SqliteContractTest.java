// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest extends RelationalContract {

    @TempDir
    static Path folder;

    @Override
    DatabaseConfig config() {
        return DatabaseConfig.builder("sqlite")
                .database(folder.resolve("contract.sqlite").toString())
                .build();
    }

    @Override
    Backdoor openBackdoor() {
        return JdbcBackdoor.ofSqlite(
                schema(), () -> DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("contract.sqlite")));
    }

    /** TypeORM writes milliseconds. */
    @Override
    public ChronoUnit instantPrecision() {
        return ChronoUnit.MILLIS;
    }
}
