// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;

/** Each server of the family through each driver. */
enum MySqlKind {
    MYSQL("mysql", "mysql"),
    MYSQL_OTHER_DRIVER("mysql", "mariadb"),
    MARIADB("mariadb", "mariadb"),
    MARIADB_OTHER_DRIVER("mariadb", "mysql");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String server;
    private final String driver;

    MySqlKind(String server, String driver) {
        this.server = server;
        this.driver = driver;
    }

    Dialect dialect() {
        return Dialects.named(server).orElseThrow();
    }

    /** The database to look after the server with. */
    TestDatabase admin() {
        return server.equals("mysql")
                ? MySqlServer.shared().admin()
                : MariaDbServer.shared().admin();
    }

    /** One of the server's counters, over all of its clients. */
    long status(String name) {
        String row = admin().query("SHOW GLOBAL STATUS LIKE '" + name + "'").get(0);
        return Long.parseLong(row.substring(row.indexOf('|') + 1));
    }

    TestDatabase fresh() {
        String name = "fresh" + NUMBER.incrementAndGet();
        return server.equals("mysql")
                ? MySqlServer.shared().database(name)
                : MariaDbServer.shared().database(name);
    }

    DatabaseConfig.Builder config(TestDatabase database) {
        return database.config().mutate().option(Options.DRIVER, driver);
    }

    DatabaseConfig synchronizing(TestDatabase database) {
        return config(database).option(Options.SYNCHRONIZE, true).build();
    }
}
