// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The options of one configuration: ours by what they mean, those of the driver by its own names. */
final class Settings {

    private final DriverOptions driver;
    private final Map<Option<?>, Object> options = new HashMap<>();
    private final Map<String, String> extra = new HashMap<>();

    Settings(String type) {
        driver = DriverOptions.of(type);
    }

    /** A copy in which an option that has its default is one that is not set. */
    Settings copy() {
        Settings copy = new Settings(driver);
        copy.options.putAll(options);
        copy.options.entrySet().removeIf(e -> e.getKey().defaultValue().equals(e.getValue()));
        copy.extra.putAll(extra);
        return copy;
    }

    private Settings(DriverOptions driver) {
        this.driver = driver;
    }

    <T> void put(Option<T> option, T value) {
        options.put(option, option.check(value));
    }

    /** An option of either kind, from text. */
    void put(String name, String text) {
        if (driver.find(name).isPresent()) {
            putExtra(name, text);
            return;
        }
        Option<?> option = driver.option(name);
        Object value = option.parse(text);
        if (!options.getOrDefault(option, value).equals(value)) {
            throw new ConfigurationException(
                    "the option " + option + " (here " + name + ") is given twice with different values");
        }
        options.put(option, value);
    }

    void putExtra(String name, String value) {
        String canonical = driver.require(name);
        if (!extra.getOrDefault(canonical, value).equals(value)) {
            throw new ConfigurationException("the option " + name + " is given twice with different values");
        }
        extra.put(canonical, value);
    }

    @SuppressWarnings("unchecked")
    <T> T get(Option<T> option) {
        return (T) options.getOrDefault(option, option.defaultValue());
    }

    Map<String, String> extra() {
        return Map.copyOf(extra);
    }

    /** Refuses what contradicts itself, or means nothing to this database. */
    void check() {
        SslMode mode = get(Options.SSL_MODE);
        if (!get(Options.SSL_CA).isEmpty() && mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL) {
            throw new ConfigurationException("sslCa needs sslMode=verify-ca or sslMode=verify-full");
        }
        if (get(Options.TTL_INDEXES) && !driver.isMongoDb()) {
            throw new ConfigurationException("ttlIndexes is an option of MongoDB, and of no other database");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings that && options.equals(that.options) && extra.equals(that.extra);
    }

    @Override
    public int hashCode() {
        return Objects.hash(options, extra);
    }

    /** Without the values of the driver's options, which may be secret. */
    @Override
    public String toString() {
        Map<String, Object> sorted = new TreeMap<>();
        options.forEach((option, value) -> sorted.put(option.name(), value));
        return "options=" + sorted + (extra.isEmpty() ? "" : ", extra=" + new TreeSet<>(extra.keySet()));
    }
}
