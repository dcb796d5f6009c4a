// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Locale;
import java.util.Map;

/** Spellings of the kinds of databases, and what their URLs look like. */
final class DatabaseTypes {

    private static final Map<String, String> ALIASES =
            Map.of("postgresql", "postgres", "aurora-mysql", "mysql", "better-sqlite3", "sqlite");
    private static final Map<String, Shape> SHAPES = Map.of("h2", Shape.H2_FILE, "sqlite", Shape.SQLITE_FILE);
    private static final Map<String, Integer> USUAL_PORTS = Map.of(
            "postgres", 5432, "cockroachdb", 26257, "mysql", 3306, "mariadb", 3306, "mongodb", 27017, "mssql", 1433);

    private DatabaseTypes() {}

    /** What follows the type in a URL. */
    enum Shape {
        SERVER {
            @Override
            String readInto(String text, DatabaseConfig.Builder config) {
                return new ServerAddress(text).readInto(config);
            }

            @Override
            String canonical(String database) {
                return database;
            }
        },
        H2_FILE {
            @Override
            String readInto(String text, DatabaseConfig.Builder config) {
                return H2Address.readInto(text, config);
            }

            @Override
            String canonical(String database) {
                return H2Address.canonical(database);
            }
        },
        SQLITE_FILE {
            @Override
            String readInto(String text, DatabaseConfig.Builder config) {
                return SqliteAddress.readInto(text, config);
            }

            @Override
            String canonical(String database) {
                return SqliteAddress.canonical(database);
            }
        };

        /** Reads the address and answers the query that is left. */
        abstract String readInto(String text, DatabaseConfig.Builder config);

        /** One spelling for every name of a database. */
        abstract String canonical(String database);
    }

    static String canonical(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z][a-z0-9+.-]{0,39}")) {
            throw new ConfigurationException("the database type must be a word such as postgres or h2");
        }
        return ALIASES.getOrDefault(lower, lower);
    }

    /** A type that nobody here knows may be another adapter's: it gets the shape that most databases have. */
    static Shape shape(String canonicalType) {
        return SHAPES.getOrDefault(canonicalType, Shape.SERVER);
    }

    /** The host with port 0 if its port is the one that everybody expects, so that both spellings are equal. */
    static Host canonical(String canonicalType, Host host) {
        return host.port() == USUAL_PORTS.getOrDefault(canonicalType, 0) ? new Host(host.name(), 0) : host;
    }
}
