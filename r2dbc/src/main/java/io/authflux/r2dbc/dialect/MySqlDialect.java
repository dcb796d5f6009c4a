// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Locale;

/** MySQL from 8.0.17 on. Also the first guess for a server behind a driver that speaks to both of the family. */
final class MySqlDialect implements MySqlFamily {

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("MySQL") || metadata.getName().equals("MariaDB");
    }

    @Override
    public Dialect forServer(String product, String version) {
        return (product + version).toLowerCase(Locale.ROOT).contains("mariadb") ? new MariaDbDialect() : this;
    }

    /** r2dbc-mysql hands over a comment of who built the server. */
    @Override
    public String productName(String product) {
        return "MySQL";
    }

    @Override
    public String exactCollation() {
        return "utf8mb4_0900_bin";
    }

    @Override
    public Returning returning(Write write) {
        return Returning.NONE;
    }
}
