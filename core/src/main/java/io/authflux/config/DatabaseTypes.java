// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Locale;
import java.util.Map;

/** Spellings of the kinds of databases, and what their URLs look like. */
final class DatabaseTypes {

    private static final String SQLITE = "sqlite";
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("postgresql", "postgres"),
            Map.entry("aurora-postgres", "postgres"),
            Map.entry("aurora-mysql", "mysql"),
            // Each of these leaves an ordinary SQLite file.
            Map.entry("better-sqlite3", SQLITE),
            Map.entry("sqljs", SQLITE),
            Map.entry("expo", SQLITE),
            Map.entry("cordova", SQLITE),
            Map.entry("react-native", SQLITE),
            Map.entry("nativescript", SQLITE),
            Map.entry("capacitor", SQLITE));

    /** Types that the same driver opens, by the type that gives them their name. */
    private static final Map<String, String> FAMILIES = Map.of(
            "cockroachdb",
            "postgres",
            "yugabytedb",
            "postgres",
            "mariadb",
            "mysql",
            "tidb",
            "mysql",
            "mongodb+srv",
            "mongodb");

    private static final Map<String, Shape> SHAPES = Map.of("h2", Shape.H2_FILE, SQLITE, Shape.SQLITE_FILE);
    private static final Map<String, Integer> USUAL_PORTS = Map.of(
            "postgres",
            5432,
            "cockroachdb",
            26257,
            "yugabytedb",
            5433,
            "mysql",
            3306,
            "mariadb",
            3306,
            "tidb",
            4000,
            "mongodb",
            27017,
            "mssql",
            1433,
            "oracle",
            1521);

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
        /** Of a type that is another adapter's: a server's address, or whatever it calls a place. */
        PLACE {
            @Override
            String readInto(String text, DatabaseConfig.Builder config) {
                int question = text.indexOf('?');
                String place = question < 0 ? text : text.substring(0, question);
                // With an @ in it, it may be user name and password without a type before them.
                if (place.isEmpty() || place.startsWith("//") || place.indexOf('@') >= 0) {
                    return SERVER.readInto(text, config);
                }
                config.database(Percent.decode(place, "the database"));
                return question < 0 ? "" : text.substring(question + 1);
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

    /** What types that are spoken to in the same way have in common. */
    static String family(String canonicalType) {
        return FAMILIES.getOrDefault(canonicalType, canonicalType);
    }

    /** Refuses an embedded database that is said to be somewhere else. */
    static void checkHosts(String canonicalType, boolean hasHosts) {
        if (hasHosts && SHAPES.containsKey(canonicalType)) {
            throw new ConfigurationException(canonicalType + " is opened embedded and has no host");
        }
    }

    static Shape shape(String canonicalType) {
        boolean isServer = USUAL_PORTS.containsKey(canonicalType) || FAMILIES.containsKey(canonicalType);
        return SHAPES.getOrDefault(canonicalType, isServer ? Shape.SERVER : Shape.PLACE);
    }

    /** The host with port 0 if its port is the one that everybody expects, so that both spellings are equal. */
    static Host canonical(String canonicalType, Host host) {
        return host.port() == USUAL_PORTS.getOrDefault(canonicalType, 0) ? new Host(host.name(), 0) : host;
    }
}
