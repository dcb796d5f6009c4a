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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code org.mariadb:r2dbc-mariadb}; option names are those of its README. It has no mode that encrypts if the server
 * can, so that {@link SslMode#PREFER} is two ways to connect; and its own list of hosts reconnects in the middle of a
 * conversation, so that several hosts are several ways as well.
 */
final class MariaDbDriver implements Driver {

    private static final Logger LOG = LoggerFactory.getLogger(MariaDbDriver.class);

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
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        if (LoggerFactory.getLogger(TALKATIVE).isWarnEnabled()) {
            LOG.warn(
                    "r2dbc-mariadb logs what the server refuses with the values in it: switch the logger {} off",
                    TALKATIVE);
        }
        return MySqlAddress.hosts(config).stream()
                .flatMap(host -> host.isSocket() ? Stream.of(socket(config, host)) : remote(config, host))
                .toList();
    }

    private ConnectionFactoryOptions socket(DatabaseConfig config, Host host) {
        return common(config).option(Option.valueOf("socket"), host.name()).build();
    }

    private Stream<ConnectionFactoryOptions> remote(DatabaseConfig config, Host host) {
        if (host.name().indexOf(':') >= 0) {
            throw new ConfigurationException("the driver " + coordinates()
                    + " does not take IPv6 addresses: write a host name, or take the other driver with driver=mysql");
        }
        return sslModes(config.get(Options.SSL_MODE)).map(mode -> {
            ConnectionFactoryOptions.Builder options = common(config)
                    .option(ConnectionFactoryOptions.HOST, host.name())
                    .option(ConnectionFactoryOptions.PORT, MySqlAddress.port(host))
                    .option(Option.valueOf("tcpKeepAlive"), true)
                    .option(Option.valueOf("sslMode"), mode);
            String authorities = config.get(Options.SSL_CA);
            if (!authorities.isEmpty()) {
                options.option(Option.valueOf("serverSslCert"), authorities);
            }
            // A file that is not there must not mean that any authority will do.
            return options.option(Option.valueOf("fallbackToSystemTrustStore"), authorities.isEmpty())
                    .build();
        });
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

    private static Stream<String> sslModes(SslMode mode) {
        return switch (mode) {
            case DISABLE -> Stream.of("disable");
            case PREFER -> Stream.of("trust", "disable");
            case REQUIRE -> Stream.of("trust");
            case VERIFY_CA -> Stream.of("verify-ca");
            case VERIFY_FULL -> Stream.of("verify-full");
        };
    }

    @Override
    public String describe(DatabaseConfig config) {
        return MySqlAddress.describe(config);
    }
}
