// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What the drivers do on their event loops and we cannot change: r2dbc-postgresql makes its TLS context there, once a
 * connection, for which the JDK reads the system's source of randomness and its trust store.
 */
public final class DriverBlockHoundIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.netty.handler.ssl.SslContextBuilder", "build");
    }
}
