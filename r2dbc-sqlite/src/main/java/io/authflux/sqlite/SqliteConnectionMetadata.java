// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.ConnectionMetadata;
import org.sqlite.SQLiteJDBCLoader;

/** The product and the version of the engine that is linked in. */
record SqliteConnectionMetadata() implements ConnectionMetadata {

    @Override
    public String getDatabaseProductName() {
        return SqliteConnectionFactoryMetadata.NAME;
    }

    /** The first three numbers of sqlite-jdbc's version are those of the engine in it. */
    @Override
    public String getDatabaseVersion() {
        String version = SQLiteJDBCLoader.getVersion();
        return version.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") ? version.substring(0, version.lastIndexOf('.')) : version;
    }
}
