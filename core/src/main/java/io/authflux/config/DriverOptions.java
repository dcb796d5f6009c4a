// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may stand in a URL beside {@link Options}: the options of a database's own driver, by type of database. Those that
 * mean the same as one of ours set ours; the others go to the driver as they are.
 */
final class DriverOptions {

    /** The options of MongoDB's connection string, in any case, that mean the same as one of ours. */
    private static final Map<String, Option<?>> MONGODB_SHARED = Map.of(
            "maxPoolSize", Options.POOL_SIZE,
            "waitQueueTimeoutMS", Options.POOL_ACQUIRE_TIMEOUT,
            "maxIdleTimeMS", Options.POOL_IDLE_TIMEOUT,
            "maxLifeTimeMS", Options.POOL_MAX_LIFETIME,
            "connectTimeoutMS", Options.CONNECT_TIMEOUT,
            "timeoutMS", Options.STATEMENT_TIMEOUT,
            "tls", Options.SSL_MODE,
            "ssl", Options.SSL_MODE,
            "tlsCAFile", Options.SSL_CA,
            "appName", Options.APPLICATION_NAME);

    /** The other options of MongoDB's connection string that its driver for Java knows. */
    private static final String MONGODB_OWN = """
            authMechanism authMechanismProperties authSource compressors directConnection gssapiServiceName
            heartbeatFrequencyMS journal loadBalanced localThresholdMS maxConnecting maxStalenessSeconds minPoolSize
            proxyHost proxyPassword proxyPort proxyUsername readConcernLevel readPreference readPreferenceTags replicaSet
            retryReads retryWrites safe serverMonitoringMode serverSelectionTimeoutMS socketTimeoutMS srvMaxHosts
            srvServiceName tlsAllowInvalidCertificates tlsAllowInvalidHostnames tlsInsecure uuidRepresentation w
            wtimeoutMS zlibCompressionLevel
            """;

    private static final DriverOptions MONGODB = new DriverOptions(
            MONGODB_SHARED,
            Arrays.asList(MONGODB_OWN.strip().split("\\s+")),
            Map.of("j", "journal", "wtimeout", "wtimeoutMS", "sslInvalidHostNameAllowed", "tlsAllowInvalidHostnames"),
            Set.of("readPreferenceTags"));

    private static final DriverOptions UNLISTED = new DriverOptions(Map.of(), List.of(), Map.of(), Set.of());

    private static final Map<String, DriverOptions> BY_TYPE = Map.of("mongodb", MONGODB, "mongodb+srv", MONGODB);

    private final Map<String, Option<?>> shared;
    private final Map<String, String> own;
    private final Set<String> repeatable;

    private DriverOptions(
            Map<String, Option<?>> shared, List<String> own, Map<String, String> aliases, Set<String> repeatable) {
        this.shared = new HashMap<>();
        shared.forEach((name, option) -> this.shared.put(lower(name), option));
        this.own = new TreeMap<>();
        own.forEach(name -> this.own.put(lower(name), name));
        aliases.forEach((alias, name) -> this.own.put(lower(alias), name));
        this.repeatable = repeatable;
    }

    static DriverOptions of(String type) {
        return BY_TYPE.getOrDefault(type, UNLISTED);
    }

    /** The option of ours of that name, or that means the same as the driver's of that name. */
    Option<?> option(String name) {
        return findOption(name)
                .orElseThrow(() -> new ConfigurationException("there is no option " + name + "; did you mean "
                        + Options.nearest(name) + "? Known are " + Options.names()
                        + (own.isEmpty() ? "" : "; and those of the driver: " + names())));
    }

    private Optional<Option<?>> findOption(String name) {
        return Optional.<Option<?>>ofNullable(shared.get(lower(name))).or(() -> Options.find(name));
    }

    /** Whether there is such an option, of either kind. */
    boolean knows(String name) {
        return findOption(name).isPresent() || find(name).isPresent();
    }

    /** The driver's own spelling of one of its options; empty if it has no such option. */
    Optional<String> find(String name) {
        return Optional.ofNullable(own.get(lower(name)));
    }

    /** The same for an option that is meant for the driver, whose options may not be listed here. */
    String require(String name) {
        return own.isEmpty()
                ? name
                : find(name)
                        .orElseThrow(() -> new ConfigurationException(
                                "the driver has no option " + name + "; it knows " + names()));
    }

    /** Whether the option may be given several times, each time adding to the value. */
    boolean isRepeatable(String name) {
        return find(name).filter(repeatable::contains).isPresent();
    }

    boolean isMongoDb() {
        return this == MONGODB;
    }

    private String names() {
        return String.join(", ", own.values().stream().distinct().toList());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
