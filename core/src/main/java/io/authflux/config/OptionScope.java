// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which options mean something to some families of databases alone. What is not listed means something to all, and
 * everything does to a database that nobody here knows: its adapter must judge.
 */
final class OptionScope {

    private static final Set<String> KNOWN = Set.of("postgres", "mysql", "mssql", "oracle", "sqlite", "h2", "mongodb");
    private static final Set<String> RELATIONAL = Set.of("postgres", "mysql", "mssql", "oracle", "sqlite", "h2");
    private static final Set<String> REMOTE = Set.of("postgres", "mysql", "mssql", "oracle", "mongodb");

    private static final Map<Option<?>, Set<String>> SCOPES = Map.ofEntries(
            Map.entry(Options.DRIVER, Set.of("mysql")),
            Map.entry(Options.SERVER_PUBLIC_KEY, Set.of("mysql")),
            Map.entry(Options.TTL_INDEXES, Set.of("mongodb")),
            Map.entry(Options.SCHEMA, Set.of("postgres", "mysql", "mssql", "oracle", "h2")),
            Map.entry(Options.UUID_IDS, RELATIONAL),
            Map.entry(Options.DROP_SCHEMA, RELATIONAL),
            Map.entry(Options.I_KNOW_THIS_DROPS_DATA, RELATIONAL),
            Map.entry(Options.APPLICATION_NAME, REMOTE),
            Map.entry(Options.SSL_MODE, REMOTE),
            Map.entry(Options.SSL_CA, REMOTE),
            Map.entry(Options.SSL_CERT, REMOTE),
            Map.entry(Options.SSL_KEY, REMOTE),
            Map.entry(Options.SSL_KEY_PASSWORD, REMOTE));

    private OptionScope() {}

    /** Whether an option means something to a database. */
    static boolean includes(Option<?> option, String family) {
        return !KNOWN.contains(family) || SCOPES.getOrDefault(option, KNOWN).contains(family);
    }

    /** Refuses an option that means nothing to a database. */
    static void require(Option<?> option, String family) {
        if (!includes(option, family)) {
            throw new ConfigurationException("the option " + option + " means nothing to " + family + ", only to "
                    + String.join(", ", new TreeSet<>(SCOPES.getOrDefault(option, KNOWN))) + ": leave it out");
        }
    }
}
