// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The drivers' own options, by driver, that may be given beside ours. Not among them is what ours say already, what would
 * change how values are stored, and what would open the client's files to the server.
 */
final class DriverExtras {

    private static final Map<String, List<String>> BY_DRIVER =
            Map.of("postgresql", words("""
                    autodetectExtensions channelBinding compatibilityMode errorResponseLogLevel fetchSize
                    hostRecheckTime maxMessageSize noticeLogLevel options preferAttachedBuffers
                    sslNegotiation sslSni tcpNoDelay
                    """), "mysql", words("""
                    compressionAlgorithms createDatabaseIfNotExist metrics tcpKeepAlive tcpNoDelay tlsVersion
                    zstdCompressionLevel
                    """), "mariadb", words("""
                    allowPipelining maxAllowedPacket pamOtherPwd permitRedirect restrictedAuth tcpAbortiveClose
                    tcpKeepAlive tlsProtocol
                    """), "sqlite", words("""
                    busyTimeout cacheSize fetchSize journalMode lockWaitTimeout mmapSize openMode readOnly
                    statementCacheSize synchronous
                    """));

    private DriverExtras() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    /** The options with what the configuration has for this driver alone. */
    static ConnectionFactoryOptions added(Driver driver, DatabaseConfig config, ConnectionFactoryOptions options) {
        if (config.extra().isEmpty()) {
            return options;
        }
        List<String> known = BY_DRIVER.getOrDefault(driver.name(), List.of());
        ConnectionFactoryOptions.Builder more = options.mutate();
        new TreeMap<>(config.extra()).forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new ConfigurationException("no option " + name + " can be handed to " + driver.coordinates()
                        + "; "
                        + (known.isEmpty() ? "it has none" : "known are " + String.join(", ", new TreeSet<>(known))));
            }
            more.option(Option.valueOf(name), value);
        });
        return more.build();
    }
}
