// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.spi.ServerTrust;
import io.netty.handler.ssl.SslContextBuilder;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;

/**
 * Tells a driver on Netty, whose three all have the same option for it, what to hold the server's certificate against.
 * The only class that knows Netty, and not before such a driver calls it.
 */
record NettyTrust(TrustManager trust) implements UnaryOperator<SslContextBuilder> {

    /** Reads the file of authorities now, where the driver would read it on its event loop. */
    static void tell(ConnectionFactoryOptions.Builder options, DatabaseConfig config) {
        ServerTrust.of(config)
                .ifPresent(
                        trust -> options.option(Option.valueOf("sslContextBuilderCustomizer"), new NettyTrust(trust)));
    }

    @Override
    public SslContextBuilder apply(SslContextBuilder builder) {
        return builder.trustManager(trust);
    }
}
