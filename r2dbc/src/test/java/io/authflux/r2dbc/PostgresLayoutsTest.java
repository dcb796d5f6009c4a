// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("layouts")
class PostgresLayoutsTest extends LayoutContract {

    private final Map<String, TestDatabase> databases = new HashMap<>();

    static Stream<Layout> layouts() {
        return layoutsOn(Family.POSTGRES);
    }

    @Override
    DatabaseConfig config() {
        return database().config();
    }

    private TestDatabase database() {
        return databases.computeIfAbsent(databaseName(), this::create);
    }

    /** The back door knows no database schema, so the database shows it the layout's. */
    private TestDatabase create(String name) {
        TestDatabase database = PostgresServer.shared().database(name);
        if (!layout().databaseSchema().isEmpty()) {
            database.execute("ALTER DATABASE " + name + " SET search_path = " + layout().databaseSchema());
        }
        return database;
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), database());
    }
}
