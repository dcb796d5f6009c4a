// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Option;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code com.oracle.database.r2dbc:oracle-r2dbc}; option names are those of its README. Oracle has a port of its own for
 * TLS, and nothing is tried there that was not asked for. The driver takes certificates from files in formats of its own
 * and nobody else's word about them.
 */
final class OracleDriver implements Driver {

    private static final int PORT = 1521;

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public List<String> types() {
        return List.of("oracle");
    }

    @Override
    public String coordinates() {
        return "com.oracle.database.r2dbc:oracle-r2dbc";
    }

    @Override
    public Optional<String> primaryCheck() {
        return Optional.of(
                "SELECT CASE SYS_CONTEXT('USERENV', 'DATABASE_ROLE') WHEN 'PRIMARY' THEN 1 ELSE 0 END FROM dual");
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        if (config.database().isEmpty()) {
            throw new ConfigurationException(
                    "the URL must name the service, as in oracle://user:password@host/service");
        }
        if (config.username().isEmpty()) {
            throw new ConfigurationException("the URL must name the user, as in oracle://user:password@host/service");
        }
        refuse(config, Options.SSL_CA, "extra.javax.net.ssl.trustStore");
        refuse(config, Options.SSL_CERT, "extra.oracle.net.wallet_location");
        return hosts(config).stream().map(host -> options(config, host)).toList();
    }

    private static void refuse(DatabaseConfig config, Option<String> option, String instead) {
        if (!config.get(option).isEmpty()) {
            throw new ConfigurationException("oracle-r2dbc reads no PEM: instead of " + option.name() + " take "
                    + instead + ", the file that Oracle's driver wants");
        }
    }

    private ConnectionFactoryOptions options(DatabaseConfig config, Host host) {
        if (host.isSocket()) {
            throw new ConfigurationException("Oracle's driver takes no unix socket");
        }
        SslMode mode = config.get(Options.SSL_MODE);
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, name())
                .option(ConnectionFactoryOptions.HOST, new Host(host.name(), 0).toString())
                .option(ConnectionFactoryOptions.PORT, host.portOr(PORT))
                .option(ConnectionFactoryOptions.DATABASE, config.database())
                .option(ConnectionFactoryOptions.USER, config.username().orElseThrow())
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, config.get(Options.CONNECT_TIMEOUT))
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, config.get(Options.STATEMENT_TIMEOUT))
                .option(io.r2dbc.spi.Option.valueOf("v$session.program"), config.get(Options.APPLICATION_NAME));
        config.password().ifPresent(p -> options.option(ConnectionFactoryOptions.PASSWORD, p.value()));
        if (mode != SslMode.DISABLE && mode != SslMode.PREFER) {
            options.option(ConnectionFactoryOptions.SSL, true)
                    .option(
                            io.r2dbc.spi.Option.valueOf("oracle.net.ssl_server_dn_match"),
                            String.valueOf(mode == SslMode.VERIFY_FULL));
        }
        return options.build();
    }

    private static List<Host> hosts(DatabaseConfig config) {
        return config.hosts().isEmpty() ? List.of(new Host("localhost", 0)) : config.hosts();
    }

    @Override
    public String describe(DatabaseConfig config) {
        return "Oracle at "
                + hosts(config).stream()
                        .map(host -> new Host(host.name(), host.portOr(PORT)).toString())
                        .collect(Collectors.joining(", "))
                + ", service " + config.database();
    }
}
