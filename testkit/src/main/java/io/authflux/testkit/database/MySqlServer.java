// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;

/**
 * The MySQL server that {@code AUTHFLUX_TEST_MYSQL_URL} names; {@code scripts/mysql start} starts one and prints the URL.
 * Thread-safe.
 */
public final class MySqlServer {

    private final DatabaseConfig admin;

    private MySqlServer(DatabaseConfig admin) {
        this.admin = admin;
    }

    /**
     * The server.
     *
     * @return the server; if there is none the test is skipped or fails, see {@link TestDatabases}
     */
    public static MySqlServer shared() {
        return TestDatabases.externalUrl("mysql")
                .map(url -> new MySqlServer(DatabaseConfig.parse(url)))
                .orElseThrow(() -> TestDatabases.missing(
                        "there is no MySQL",
                        new IllegalStateException(
                                "AUTHFLUX_TEST_MYSQL_URL is not set; export what `scripts/mysql start` prints")));
    }

    /**
     * An empty database. One of that name is dropped first.
     *
     * @param name lower-case letters, digits and underscores
     * @return the database
     */
    public TestDatabase database(String name) {
        return MySqlDatabases.create(admin, name);
    }

    /**
     * The database that the URL names, to look after the server with.
     *
     * @return the database
     */
    public TestDatabase admin() {
        return MySqlDatabases.of(admin, admin.database());
    }
}
