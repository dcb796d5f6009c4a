// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.spi.ClientIdentity;
import io.authflux.spi.ServerTrust;
import io.netty.handler.ssl.SslContextBuilder;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * Tells a driver on Netty, which all have the same option for it, what to hold the server's certificate against and
 * which to show. The only class that knows Netty, and not before such a driver calls it.
 */
record NettyTrust(Optional<? extends TrustManager> trust, Optional<? extends KeyManager> identity)
        implements UnaryOperator<SslContextBuilder> {

    /** Reads the files now, where the driver would read them on its event loop. */
    static void tell(ConnectionFactoryOptions.Builder options, DatabaseConfig config) {
        NettyTrust trust = new NettyTrust(ServerTrust.of(config), ClientIdentity.of(config));
        if (trust.trust.isPresent() || trust.identity.isPresent()) {
            options.option(Option.valueOf("sslContextBuilderCustomizer"), trust);
        }
    }

    /** For a driver that, left alone, compares names in the certificate of whomever it believes. */
    static void everybody(ConnectionFactoryOptions.Builder options, DatabaseConfig config) {
        options.option(
                Option.valueOf("sslContextBuilderCustomizer"),
                new NettyTrust(Optional.of(ServerTrust.everybody()), ClientIdentity.of(config)));
    }

    @Override
    public SslContextBuilder apply(SslContextBuilder builder) {
        trust.ifPresent(builder::trustManager);
        identity.ifPresent(builder::keyManager);
        return builder;
    }
}
