// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What the drivers do on their event loops and we cannot change: r2dbc-postgresql makes its TLS context there, once a
 * connection, for which the JDK reads the system's source of randomness and its trust store; Netty's allocator takes a
 * lock when it makes room; r2dbc-mariadb looks for ways to authenticate on the class path, once a connection, reads its
 * own version from there, and guards the order of what it writes with a lock. An error thrown while a thread waits for
 * that lock would leave it locked for good, so that every method that takes it is let through.
 */
public final class DriverBlockHoundIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.netty.handler.ssl.SslContextBuilder", "build");
        builder.allowBlockingCallsInside("org.mariadb.r2dbc.authentication.AuthenticationFlowPluginLoader", "get");
        // Without TLS the password travels under the server's RSA key, for which the JDK reads randomness.
        builder.allowBlockingCallsInside("io.asyncer.r2dbc.mysql.authentication.MySqlAuthProvider", "rsaEncryption");
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate");
        builder.allowBlockingCallsInside("org.mariadb.r2dbc.util.VersionFactory", "getInstance");
        methods("org.mariadb.r2dbc.client.SimpleClient")
                .forEach(method -> builder.allowBlockingCallsInside("org.mariadb.r2dbc.client.SimpleClient", method));
    }

    private static Stream<String> methods(String type) {
        try {
            return Stream.of(Class.forName(type).getDeclaredMethods()).map(Method::getName);
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
