// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.stream.Collectors;

/** What the two drivers of MySQL and MariaDB are told in the same words. */
final class MySqlAddress {

    /**
     * Instants travel as wall clocks in UTC. Text that is too long is an error, and fractions of a second that a column
     * does not keep are cut off: MariaDB always does that and has no word for it.
     */
    static final String SET_UP = "SET autocommit = 1, time_zone = '+00:00', sql_mode = IF(VERSION() LIKE '%MariaDB%',"
            + " 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',"
            + " 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION,TIME_TRUNCATE_FRACTIONAL')";

    /** A word, not a number, on MariaDB from 12 on. Aurora's readers have the second. */
    static final String PRIMARY_CHECK = "SELECT CAST(@@GLOBAL.read_only AS CHAR) IN ('0', 'OFF')"
            + " AND CAST(@@GLOBAL.innodb_read_only AS CHAR) IN ('0', 'OFF')";

    /** Bounded, because updates have as many shapes as there are sets of changed fields. */
    static final int STATEMENT_CACHE = 256;

    private static final int PORT = 3306;

    private MySqlAddress() {}

    /** Who connects to what. */
    static ConnectionFactoryOptions.Builder common(DatabaseConfig config, String driver) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, driver)
                .option(ConnectionFactoryOptions.USER, config.username().orElse("root"))
                .option(ConnectionFactoryOptions.DATABASE, database(config))
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, config.get(Options.CONNECT_TIMEOUT));
        config.password().ifPresent(p -> options.option(ConnectionFactoryOptions.PASSWORD, p.value()));
        return options;
    }

    private static String database(DatabaseConfig config) {
        if (config.database().isEmpty()) {
            throw new ConfigurationException(
                    "the URL must name the database, as in " + config.type() + "://user:password@host/database");
        }
        return config.database();
    }

    /** The servers in the order to try them. */
    static List<Host> hosts(DatabaseConfig config) {
        List<Host> hosts = config.hosts().isEmpty() ? List.of(new Host("localhost", 0)) : config.hosts();
        if (hosts.size() > 1 && hosts.stream().anyMatch(Host::isSocket)) {
            throw new ConfigurationException("a unix socket cannot stand beside other hosts");
        }
        return hosts;
    }

    static int port(Host host) {
        return host.portOr(PORT);
    }

    static String describe(DatabaseConfig config) {
        return (config.type().equals("mariadb") ? "MariaDB" : "MySQL") + " at "
                + hosts(config).stream()
                        .map(host -> host.isSocket() ? host.name() : new Host(host.name(), port(host)).toString())
                        .collect(Collectors.joining(", "))
                + ", database " + config.database();
    }
}
