// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Optional;

/** {@code io.asyncer:r2dbc-mysql}; option names are those of its {@code MySqlConnectionFactoryProvider}. */
final class MySqlDriver implements Driver {

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<String> types() {
        return List.of("mysql", "mariadb", "tidb");
    }

    @Override
    public String coordinates() {
        return "io.asyncer:r2dbc-mysql";
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
    public boolean asksOnRelease() {
        return true;
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        return MySqlAddress.hosts(config).stream()
                .map(host -> options(config, host))
                .toList();
    }

    @Override
    public Optional<String> withoutTls() {
        return Optional.of("Server does not support SSL");
    }

    private ConnectionFactoryOptions options(DatabaseConfig config, Host host) {
        ConnectionFactoryOptions.Builder options = MySqlAddress.common(config, name())
                // No wall clock is to be moved between zones.
                .option(Option.valueOf("preserveInstants"), false)
                .option(Option.valueOf("connectionTimeZone"), "UTC")
                // Without it the driver writes the values into the text of the statement.
                .option(Option.valueOf("useServerPrepareStatement"), true)
                .option(Option.valueOf("prepareCacheSize"), MySqlAddress.STATEMENT_CACHE)
                .option(Option.valueOf("queryCacheSize"), MySqlAddress.STATEMENT_CACHE)
                .option(Option.valueOf("autodetectExtensions"), false);
        if (host.isSocket()) {
            return options.option(Option.valueOf("unixSocket"), host.name()).build();
        }
        options.option(ConnectionFactoryOptions.HOST, host.name())
                .option(ConnectionFactoryOptions.PORT, MySqlAddress.port(config, host))
                .option(Option.valueOf("tcpKeepAlive"), true)
                .option(Option.valueOf("sslMode"), sslMode(config.get(Options.SSL_MODE)));
        NettyTrust.tell(options, config);
        if (config.get(Options.SSL_MODE) == SslMode.VERIFY_FULL) {
            options.option(Option.valueOf("sslHostnameVerifier"), new CertifiedName(host.name()));
        }
        if (!config.get(Options.SERVER_PUBLIC_KEY).isEmpty()) {
            options.option(Option.valueOf("serverRSAPublicKeyFile"), config.get(Options.SERVER_PUBLIC_KEY));
        }
        return options.build();
    }

    private static String sslMode(SslMode mode) {
        return switch (mode) {
            case DISABLE -> "disabled";
            case PREFER -> "preferred";
            case REQUIRE -> "required";
            case VERIFY_CA -> "verify_ca";
            case VERIFY_FULL -> "verify_identity";
        };
    }

    @Override
    public String describe(DatabaseConfig config) {
        return MySqlAddress.describe(config);
    }
}
