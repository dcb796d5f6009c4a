// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;

/** Databases on a MySQL or MariaDB server, looked at through MariaDB's JDBC driver, which speaks to both. */
final class MySqlDatabases {

    private static final int USUAL_PORT = 3306;

    private MySqlDatabases() {}

    /**
     * An empty database. Its default character set is one that cannot write most names, so that nothing may depend on
     * the default.
     */
    static TestDatabase create(DatabaseConfig admin, String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("name must be lower-case letters, digits and underscores, was " + name);
        }
        of(admin, admin.database())
                .execute("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " CHARACTER SET latin1");
        return of(admin, name);
    }

    static TestDatabase of(DatabaseConfig admin, String name) {
        Host host = admin.hosts().get(0);
        Host address = new Host(host.name(), host.portOr(USUAL_PORT));
        return new TestDatabase(
                admin.mutate().database(name).build(),
                "jdbc:mariadb://" + address + "/" + name + "?allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                        + "&forceConnectionTimeZoneToSession=true&preserveInstants=true");
    }
}
