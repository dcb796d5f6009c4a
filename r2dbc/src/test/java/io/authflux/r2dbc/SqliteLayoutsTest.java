// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("layouts")
class SqliteLayoutsTest extends LayoutContract {

    @TempDir
    static Path folder;

    static Stream<Layout> layouts() {
        return layoutsOn(Family.SQLITE);
    }

    @Override
    DatabaseConfig config() {
        return DatabaseConfig.builder("sqlite").database(file().toString()).build();
    }

    @Override
    Backdoor openBackdoor() {
        return JdbcBackdoor.ofSqlite(schema(), () -> DriverManager.getConnection("jdbc:sqlite:" + file()));
    }

    private Path file() {
        return folder.resolve(databaseName() + ".sqlite");
    }

    @Override
    public ChronoUnit instantPrecision() {
        return ChronoUnit.MILLIS;
    }
}
