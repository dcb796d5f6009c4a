// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.JournalMode;
import io.authflux.sqlite.config.OpenMode;
import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.SqliteConnectionConfigurationBuilder;
import io.authflux.sqlite.config.Synchronous;
import io.authflux.sqlite.config.TemporalFormat;
import io.authflux.sqlite.config.TransactionMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a configuration from R2DBC's options, whose values may be typed or, from a URL, text. */
final class SqliteOptions {

    private static final String PRAGMA = "pragma.";

    /** What R2DBC itself, and the pool in front of this driver, pass along in the same options. */
    private static final Set<String> ELSEWHERE = Set.of(
            "driver",
            "protocol",
            "host",
            "database",
            "connectTimeout",
            "acquireRetry",
            "backgroundEvictionInterval",
            "initialSize",
            "maxAcquireTime",
            "maxCreateConnectionTime",
            "maxIdleTime",
            "maxLifeTime",
            "maxSize",
            "maxValidationTime",
            "minIdle",
            "poolName",
            "postAllocate",
            "preRelease",
            "registerJmx",
            "validationDepth",
            "validationQuery");

    private static final Map<String, Setting> KNOWN = known();

    private SqliteOptions() {}

    /** Hands a value, which may still be text, to the builder. */
    @FunctionalInterface
    private interface Setting {
        void apply(SqliteConnectionConfigurationBuilder builder, Object value);
    }

    private static Map<String, Setting> known() {
        Map<String, Setting> known = new TreeMap<>();
        known.put("openMode", (b, v) -> b.openMode(constant(v, OpenMode.class)));
        known.put("readOnly", SqliteOptions::readOnly);
        known.put("openFlags", (b, v) -> b.openFlags(integer(v)));
        known.put("journalMode", (b, v) -> b.journalMode(constant(v, JournalMode.class)));
        known.put("synchronous", (b, v) -> b.synchronous(constant(v, Synchronous.class)));
        known.put("foreignKeys", (b, v) -> b.foreignKeys(bool(v)));
        known.put("cacheSize", (b, v) -> b.cacheSize(integer(v)));
        known.put("mmapSize", (b, v) -> b.mmapSize(Long.parseLong(v.toString())));
        known.put("busyTimeout", (b, v) -> b.busyTimeout(duration(v)));
        known.put("lockWaitTimeout", (b, v) -> b.lockWaitTimeout(duration(v)));
        known.put("statementTimeout", (b, v) -> b.statementTimeout(duration(v)));
        known.put("transactionMode", (b, v) -> b.transactionMode(constant(v, TransactionMode.class)));
        known.put("temporalFormat", (b, v) -> b.temporalFormat(constant(v, TemporalFormat.class)));
        known.put("statementCacheSize", (b, v) -> b.statementCacheSize(integer(v)));
        known.put("fetchSize", (b, v) -> b.fetchSize(integer(v)));
        return known;
    }

    static SqliteConnectionConfiguration read(ConnectionFactoryOptions options) {
        SqliteConnectionConfigurationBuilder builder = SqliteUrl.database(options);
        for (Option<?> option : all(options)) {
            String name = option.name();
            Object value = options.getValue(option);
            if (value != null && !ELSEWHERE.contains(name)) {
                apply(builder, name, value);
            }
        }
        return builder.build();
    }

    private static void apply(SqliteConnectionConfigurationBuilder builder, String name, Object value) {
        Setting setting = KNOWN.get(name);
        if (setting == null && !name.startsWith(PRAGMA)) {
            throw new IllegalArgumentException("Unknown option '" + name + "'; known are "
                    + String.join(", ", KNOWN.keySet()) + " and " + PRAGMA + "<name>");
        }
        try {
            if (setting == null) {
                builder.pragma(name.substring(PRAGMA.length()), value.toString());
            } else {
                setting.apply(builder, value);
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("Option '" + name + "': " + e.getMessage(), e);
        }
    }

    /** The options tell their names only to a filter. */
    private static List<Option<?>> all(ConnectionFactoryOptions options) {
        List<Option<?>> all = new ArrayList<>();
        ConnectionFactoryOptions.builder().from(options, all::add);
        return all;
    }

    private static void readOnly(SqliteConnectionConfigurationBuilder builder, Object value) {
        if (bool(value)) {
            builder.openMode(OpenMode.READ_ONLY);
        }
    }

    private static int integer(Object value) {
        return Integer.parseInt(value.toString());
    }

    private static boolean bool(Object value) {
        String text = value.toString().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false: '" + value + "'");
        }
        return text.equals("true");
    }

    /** Text is ISO-8601, {@code PT5S}, or a number of milliseconds. */
    private static Duration duration(Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        String text = value.toString();
        return text.matches("\\d{1,18}") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
    }

    /** By its name, in any case, with dashes or underscores. */
    private static <E extends Enum<E>> E constant(Object value, Class<E> type) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        String name = value.toString().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "unknown '" + value + "'; known are " + Arrays.toString(type.getEnumConstants()));
    }
}
