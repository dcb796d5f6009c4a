// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoConfigurationException;
import com.mongodb.spi.dns.DnsException;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Option;
import io.authflux.config.Options;
import io.authflux.config.Secret;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;

/**
 * A {@link DatabaseConfig} in the driver's terms: address, credentials and the driver's own options by way of a
 * connection string, since only that way the driver applies its own rules; the options that all databases share on top.
 */
final class MongoSettings {

    static final String SRV = "mongodb+srv";
    private static final int MAX_NAME = 128;
    private static final int NO_DOCUMENTS = 1;
    private static final String LOCALHOST = "localhost";

    private MongoSettings() {}

    /**
     * The settings of a client. For {@code mongodb+srv} this asks the name server, and it may read a file, so it must not
     * be called by who must not wait.
     */
    static MongoClientSettings of(DatabaseConfig config) {
        check(config);
        try {
            return builder(config, new ConnectionString(connectionString(config)))
                    .build();
        } catch (IllegalArgumentException | IllegalStateException | MongoConfigurationException e) {
            if (isUnansweredLookup(e)) {
                throw new StoreUnavailableException("connect", e);
            }
            // Without the driver's exception, which may repeat a part of the URL.
            throw new ConfigurationException("the MongoDB driver refuses this configuration; look at the host name"
                    + (config.extra().isEmpty()
                            ? ""
                            : ", and at the values of "
                                    + new TreeSet<>(config.extra().keySet()))
                    + ", and see that minPoolSize is not greater than poolSize");
        }
    }

    /** The name server did not answer, or not now; it did, if it is the name that is wrong. */
    private static boolean isUnansweredLookup(Throwable error) {
        boolean lookup = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            lookup |= cause instanceof DnsException;
            if (cause instanceof InvalidNameException || cause instanceof IllegalArgumentException) {
                return false;
            }
        }
        return lookup;
    }

    /** What can be told without asking anybody. */
    static void check(DatabaseConfig config) {
        if (config.database().isEmpty()) {
            throw new ConfigurationException("the URL names no database, as in " + config.type()
                    + "://host/app; where NextAuth was given none it used the one named test");
        }
        if (config.database().chars().anyMatch(c -> "/\\. \"$".indexOf(c) >= 0)) {
            throw new ConfigurationException(
                    "the name of a MongoDB database cannot hold a space or any of / \\ . \" $");
        }
        if (config.hosts().stream().anyMatch(Host::isSocket)) {
            throw new ConfigurationException("the reactive MongoDB driver cannot use unix sockets");
        }
        if (config.password().isPresent() && config.username().isEmpty()) {
            throw new ConfigurationException("the URL has a password but no user name");
        }
        boolean oneName = config.hosts().size() == 1 && config.hosts().get(0).port() == 0;
        if (config.type().equals(SRV) && !oneName) {
            throw new ConfigurationException(
                    "mongodb+srv takes one host name without a port, as in" + " mongodb+srv://cluster.example.org/app");
        }
        if (config.get(Options.APPLICATION_NAME).getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new ConfigurationException("MongoDB takes an applicationName of at most " + MAX_NAME + " bytes");
        }
        if ("0".equals(config.extra().get("w"))) {
            throw new ConfigurationException("w=0 would not tell whether a write happened: leave it out");
        }
    }

    static String connectionString(DatabaseConfig config) {
        StringBuilder text = new StringBuilder(config.type()).append("://");
        config.username().ifPresent(user -> text.append(encode(user))
                .append(config.password()
                        .map(Secret::value)
                        .map(p -> ":" + encode(p))
                        .orElse(""))
                .append('@'));
        text.append(
                config.hosts().isEmpty()
                        ? LOCALHOST
                        : config.hosts().stream().map(Host::toString).collect(Collectors.joining(",")));
        text.append('/').append(encode(config.database()));
        List<String> options = new ArrayList<>();
        new TreeMap<>(config.extra()).forEach((name, value) -> {
            String[] values = name.equals("readPreferenceTags") ? value.split(";", -1) : new String[] {value};
            for (String one : values) {
                options.add(name + "=" + encode(one));
            }
        });
        return text.append(options.isEmpty() ? "" : "?" + String.join("&", options))
                .toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static MongoClientSettings.Builder builder(DatabaseConfig config, ConnectionString connection) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName(config.get(Options.APPLICATION_NAME))
                // The driver's own debug log would print documents; 0 would mean whole ones.
                .applyToLoggerSettings(log -> log.maxDocumentLength(NO_DOCUMENTS))
                .applyToSslSettings(ssl -> MongoTls.apply(config, ssl))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(millisAsInt(config.get(Options.CONNECT_TIMEOUT)), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(config.get(Options.POOL_SIZE))
                        .maxWaitTime(millis(config, Options.POOL_ACQUIRE_TIMEOUT), TimeUnit.MILLISECONDS)
                        .maxConnectionIdleTime(millis(config, Options.POOL_IDLE_TIMEOUT), TimeUnit.MILLISECONDS)
                        .maxConnectionLifeTime(millis(config, Options.POOL_MAX_LIFETIME), TimeUnit.MILLISECONDS))
                .timeout(millis(config, Options.STATEMENT_TIMEOUT), TimeUnit.MILLISECONDS);
        Duration slow = config.get(Options.SLOW_QUERY_THRESHOLD);
        boolean all = config.get(Options.LOGGING);
        return all || !slow.isZero() ? settings.addCommandListener(new MongoStatementLog(all, slow)) : settings;
    }

    private static long millis(DatabaseConfig config, Option<Duration> option) {
        return config.get(option).toMillis();
    }

    private static int millisAsInt(Duration duration) {
        return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }
}
