// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import org.sqlite.SQLiteJDBCLoader;

/** Which SQLite is linked in. */
public final class EngineVersion {

    private EngineVersion() {}

    /**
     * The version of SQLite.
     *
     * @return the first three numbers of sqlite-jdbc's version, which are those of the engine in it
     */
    public static String text() {
        String version = SQLiteJDBCLoader.getVersion();
        return version.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") ? version.substring(0, version.lastIndexOf('.')) : version;
    }
}
