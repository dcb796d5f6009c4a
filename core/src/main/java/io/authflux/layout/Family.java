// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import java.util.Locale;

/** Databases for which adapters of Auth.js declare the same types. */
public enum Family {
    /** PostgreSQL, and H2, which stands in for it in tests. */
    POSTGRES,
    /** MySQL and MariaDB. */
    MYSQL,
    /** SQLite. */
    SQLITE,
    /** MongoDB and what speaks its protocol. */
    MONGODB,
    /** SQL Server and Azure SQL. */
    SQLSERVER,
    /** Oracle Database. */
    ORACLE;

    /**
     * The family of a database type.
     *
     * @param type as {@link io.authflux.config.DatabaseConfig#type()} or a dialect spells it
     * @return {@link #POSTGRES} for one that is none of the others
     */
    public static Family of(String type) {
        return switch (type) {
            case "mysql", "mariadb" -> MYSQL;
            case "sqlite" -> SQLITE;
            case "mongodb", "mongodb+srv" -> MONGODB;
            case "mssql" -> SQLSERVER;
            case "oracle" -> ORACLE;
            default -> POSTGRES;
        };
    }

    /** Prints the name as a URL would have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
