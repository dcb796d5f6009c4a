// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The drivers' own options, by driver, that may be given beside ours. Not among them is what ours say already, what would
 * change how values are stored, and what would open the client's files to the server.
 */
final class DriverExtras {

    private static final Map<String, List<String>> BY_DRIVER = Map.of(
            "postgresql",
            words("""
                    autodetectExtensions channelBinding compatibilityMode errorResponseLogLevel fetchSize
                    hostRecheckTime maxMessageSize noticeLogLevel options preferAttachedBuffers
                    sslNegotiation sslSni tcpNoDelay
                    """),
            "mysql",
            words("""
                    compressionAlgorithms createDatabaseIfNotExist metrics tcpKeepAlive tcpNoDelay tlsVersion
                    zstdCompressionLevel
                    """),
            "mariadb",
            words("""
                    allowPipelining maxAllowedPacket pamOtherPwd permitRedirect restrictedAuth tcpAbortiveClose
                    tcpKeepAlive tlsProtocol
                    """),
            "sqlserver",
            words("""
                    connectionId lockWaitTimeout tcpNoDelay
                    """),
            "oracle",
            words("""
                    javax.net.ssl.keyStore javax.net.ssl.keyStorePassword javax.net.ssl.keyStoreType
                    javax.net.ssl.trustStore javax.net.ssl.trustStorePassword javax.net.ssl.trustStoreType
                    oracle.jdbc.fanEnabled oracle.jdbc.implicitStatementCacheSize
                    oracle.net.authentication_services oracle.net.crypto_checksum_client oracle.net.disableOob
                    oracle.net.encryption_client oracle.net.encryption_types_client oracle.net.ssl_certificate_alias
                    oracle.net.ssl_cipher_suites oracle.net.ssl_server_cert_dn oracle.net.ssl_version
                    oracle.net.tns_admin oracle.net.wallet_location oracle.net.wallet_password
                    """),
            "sqlite",
            words("""
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
            more.option(option(name), value);
        });
        return more.build();
    }

    /** Options print their values, but those that are said to be sensitive. */
    private static Option<Object> option(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.endsWith("pwd")
                ? Option.sensitiveValueOf(name)
                : Option.valueOf(name);
    }
}
