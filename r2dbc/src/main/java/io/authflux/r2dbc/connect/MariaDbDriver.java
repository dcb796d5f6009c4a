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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code org.mariadb:r2dbc-mariadb}; option names are those of its README. It has no mode that encrypts if the server
 * can, so that {@link SslMode#PREFER} is two ways to connect; and its own list of hosts reconnects in the middle of a
 * conversation, so that several hosts are several ways to connect as well.
 */
final class MariaDbDriver implements Driver {

    private static final Logger LOG = LoggerFactory.getLogger(MariaDbDriver.class);

    private static final Option<String> SSL_MODE = Option.valueOf("sslMode");
    private static final String DISABLE = "disable";

    /** Prints the server's words, such as the token that a unique key refused. */
    private static final String TALKATIVE = "org.mariadb.r2dbc.message.server.ErrorPacket";

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public List<String> types() {
        return List.of("mariadb", "mysql");
    }

    @Override
    public String coordinates() {
        return "org.mariadb:r2dbc-mariadb";
    }

    @Override
    public Optional<String> setUp() {
        return Optional.of(MySqlAddress.SET_UP);
    }

    @Override
    public Optional<String> primaryCheck() {
        return Optional.of(MySqlAddress.PRIMARY_CHECK);
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        if (LoggerFactory.getLogger(TALKATIVE).isWarnEnabled()) {
            LOG.warn(
                    "r2dbc-mariadb logs what the server refuses with the values in it: switch the logger {} off",
                    TALKATIVE);
        }
        return MySqlAddress.hosts(config).stream()
                .map(host -> host.isSocket() ? socket(config, host) : remote(config, host))
                .toList();
    }

    private ConnectionFactoryOptions socket(DatabaseConfig config, Host host) {
        return common(config).option(Option.valueOf("socket"), host.name()).build();
    }

    private ConnectionFactoryOptions remote(DatabaseConfig config, Host host) {
        if (host.name().indexOf(':') >= 0) {
            throw new ConfigurationException("the driver " + coordinates()
                    + " does not take IPv6 addresses: write a host name, or take the other driver with driver=mysql");
        }
        ConnectionFactoryOptions.Builder options = common(config)
                .option(ConnectionFactoryOptions.HOST, host.name())
                .option(ConnectionFactoryOptions.PORT, MySqlAddress.port(host))
                .option(Option.valueOf("tcpKeepAlive"), true)
                .option(SSL_MODE, sslMode(config.get(Options.SSL_MODE)))
                // Else the driver wants a file, and looks for it each time; whom to believe is said below.
                .option(Option.valueOf("fallbackToSystemTrustStore"), true);
        NettyTrust.tell(options, config);
        return options.build();
    }

    @Override
    public Optional<ConnectionFactoryOptions> inClear(DatabaseConfig config, ConnectionFactoryOptions encrypted) {
        return config.get(Options.SSL_MODE) == SslMode.PREFER && encrypted.hasOption(SSL_MODE)
                ? Optional.of(encrypted.mutate().option(SSL_MODE, DISABLE).build())
                : Optional.empty();
    }

    @Override
    public Optional<String> withoutTls() {
        return Optional.of("ssl not enabled in the server");
    }

    private ConnectionFactoryOptions.Builder common(DatabaseConfig config) {
        ConnectionFactoryOptions.Builder options = MySqlAddress.common(config, name())
                .option(Option.valueOf("connectionAttributes"), "program_name=" + programName(config))
                // Without it the driver writes the values into the text of the statement.
                .option(Option.valueOf("useServerPrepStmts"), true)
                .option(Option.valueOf("prepareCacheSize"), MySqlAddress.STATEMENT_CACHE);
        String key = config.get(Options.SERVER_PUBLIC_KEY);
        if (!key.isEmpty()) {
            options.option(Option.valueOf("cachingRsaPublicKey"), key).option(Option.valueOf("rsaPublicKey"), key);
        }
        // Without TLS, caching_sha2_password needs the server's key.
        return options.option(Option.valueOf("allowPublicKeyRetrieval"), key.isEmpty());
    }

    /** Attributes are a list in one text, so that its signs cannot be in a name. */
    private static String programName(DatabaseConfig config) {
        return config.get(Options.APPLICATION_NAME).replaceAll("[=,]", "_");
    }

    private static String sslMode(SslMode mode) {
        return switch (mode) {
            case DISABLE -> DISABLE;
            case PREFER, REQUIRE -> "trust";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_FULL -> "verify-full";
        };
    }

    @Override
    public String describe(DatabaseConfig config) {
        return MySqlAddress.describe(config);
    }
}
