// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code org.postgresql:r2dbc-postgresql}; option names are those of its README. */
final class PostgresDriver implements Driver {

    private static final int PORT = 5432;

    /** Of those who speak PostgreSQL's protocol at an address of their own. */
    private static final Map<String, Integer> PORTS = Map.of("cockroachdb", 26257, "yugabytedb", 5433);

    static {
        // The driver asks the JVM's zone for its rules when it reads an instant; they are a file, and that is an event
        // loop.
        Objects.requireNonNull(ZoneId.systemDefault().getRules());
    }

    /** Bounded, because updates have as many shapes as there are sets of changed fields. */
    private static final int STATEMENT_CACHE = 256;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<String> types() {
        return List.of("postgres", "cockroachdb", "yugabytedb");
    }

    @Override
    public String coordinates() {
        return "org.postgresql:r2dbc-postgresql";
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, name())
                .option(ConnectionFactoryOptions.USER, config.username().orElse("postgres"))
                .option(ConnectionFactoryOptions.DATABASE, database(config))
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, config.get(Options.CONNECT_TIMEOUT))
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, config.get(Options.STATEMENT_TIMEOUT))
                .option(Option.valueOf("applicationName"), config.get(Options.APPLICATION_NAME))
                .option(Option.valueOf("preparedStatementCacheQueries"), STATEMENT_CACHE);
        config.password().ifPresent(p -> options.option(ConnectionFactoryOptions.PASSWORD, p.value()));
        address(config, options);
        return List.of(options.build());
    }

    @Override
    public Optional<String> withoutTls() {
        return Optional.of("Server support for SSL connection is disabled");
    }

    private static String database(DatabaseConfig config) {
        return config.database().isEmpty() ? config.username().orElse("postgres") : config.database();
    }

    private static void address(DatabaseConfig config, ConnectionFactoryOptions.Builder options) {
        List<Host> hosts = config.hosts();
        if (hosts.stream().anyMatch(Host::isSocket)) {
            socket(config, options);
            return;
        }
        if (hosts.size() > 1) {
            options.option(ConnectionFactoryOptions.PROTOCOL, "failover")
                    .option(ConnectionFactoryOptions.HOST, addresses(config, ","))
                    .option(Option.valueOf("targetServerType"), "PRIMARY")
                    .option(Option.valueOf("loadBalanceHosts"), false);
        } else {
            options.option(
                            ConnectionFactoryOptions.HOST,
                            hosts.isEmpty() ? "localhost" : hosts.get(0).name())
                    .option(
                            ConnectionFactoryOptions.PORT,
                            hosts.isEmpty() ? port(config) : hosts.get(0).portOr(port(config)));
        }
        options.option(
                Option.valueOf("sslMode"),
                config.get(Options.SSL_MODE).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        NettyTrust.tell(options, config);
    }

    private static void socket(DatabaseConfig config, ConnectionFactoryOptions.Builder options) {
        if (config.hosts().size() > 1) {
            throw new ConfigurationException("a unix socket cannot stand beside other hosts");
        }
        Host folder = config.hosts().get(0);
        options.option(Option.valueOf("socket"), folder.name() + "/.s.PGSQL." + folder.portOr(port(config)));
    }

    private static int port(DatabaseConfig config) {
        return PORTS.getOrDefault(config.type(), PORT);
    }

    private static String addresses(DatabaseConfig config, String separator) {
        return config.hosts().stream()
                .map(host -> new Host(host.name(), host.portOr(port(config))).toString())
                .collect(Collectors.joining(separator));
    }

    @Override
    public String describe(DatabaseConfig config) {
        return "PostgreSQL at "
                + (config.hosts().isEmpty() ? "localhost:" + port(config) : addresses(config, ", "))
                + ", database " + database(config);
    }
}
