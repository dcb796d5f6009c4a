// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code io.r2dbc:r2dbc-mssql}; option names are those of its README. */
final class SqlServerDriver implements Driver {

    private static final int PORT = 1433;
    private static final List<String> UNABLE = List.of("instanceName", "domain");

    @Override
    public String name() {
        return "sqlserver";
    }

    @Override
    public List<String> types() {
        return List.of("mssql");
    }

    @Override
    public String coordinates() {
        return "io.r2dbc:r2dbc-mssql";
    }

    /** Of the replicas of an availability group, the one that may be written to. */
    @Override
    public Optional<String> primaryCheck() {
        return Optional.of(
                "SELECT CASE WHEN DATABASEPROPERTYEX(DB_NAME(), 'Updateability') = 'READ_WRITE' THEN 1 ELSE 0 END");
    }

    @Override
    public Optional<String> withoutTls() {
        return Optional.of("SSL encryption was requested but the server does not support encryption");
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        UNABLE.stream().filter(config.extra()::containsKey).findFirst().ifPresent(SqlServerDriver::refuse);
        return hosts(config).stream().map(host -> options(config, host)).toList();
    }

    private static void refuse(String option) {
        throw new ConfigurationException(
                option.equals("domain")
                        ? "r2dbc-mssql does not log in by a Windows domain: leave out domain, and log in as a user of the"
                                + " server"
                        : "r2dbc-mssql does not ask for the port of an instance: leave out instanceName, and give the"
                                + " instance's port");
    }

    private ConnectionFactoryOptions options(DatabaseConfig config, Host host) {
        if (host.isSocket()) {
            throw new ConfigurationException("SQL Server has no unix socket");
        }
        SslMode mode = config.get(Options.SSL_MODE);
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, name())
                .option(ConnectionFactoryOptions.HOST, host.name())
                .option(ConnectionFactoryOptions.PORT, host.portOr(PORT))
                .option(ConnectionFactoryOptions.USER, config.username().orElse("sa"))
                // Without one the driver would say that it is not there.
                .option(
                        ConnectionFactoryOptions.PASSWORD,
                        config.password().map(p -> p.value()).orElse(""))
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, config.get(Options.CONNECT_TIMEOUT))
                .option(ConnectionFactoryOptions.SSL, mode != SslMode.DISABLE)
                .option(Option.valueOf("applicationName"), config.get(Options.APPLICATION_NAME))
                .option(Option.valueOf("tcpKeepAlive"), true)
                // A cursor takes a query several round trips; ours are read to their end anyway.
                .option(Option.valueOf("preferCursoredExecution"), false);
        if (!config.database().isEmpty()) {
            options.option(ConnectionFactoryOptions.DATABASE, config.database());
        }
        if (mode == SslMode.PREFER) {
            NettyTrust.everybody(options, config);
        } else {
            NettyTrust.tell(options, config);
        }
        return options.build();
    }

    @Override
    public Optional<ConnectionFactoryOptions> inClear(DatabaseConfig config, ConnectionFactoryOptions encrypted) {
        return config.get(Options.SSL_MODE) == SslMode.PREFER
                ? Optional.of(encrypted
                        .mutate()
                        .option(ConnectionFactoryOptions.SSL, false)
                        .build())
                : Optional.empty();
    }

    private static List<Host> hosts(DatabaseConfig config) {
        return config.hosts().isEmpty() ? List.of(new Host("localhost", 0)) : config.hosts();
    }

    @Override
    public String describe(DatabaseConfig config) {
        return "SQL Server at "
                + hosts(config).stream()
                        .map(host -> new Host(host.name(), host.portOr(PORT)).toString())
                        .collect(Collectors.joining(", "))
                + (config.database().isEmpty() ? "" : ", database " + config.database());
    }
}
