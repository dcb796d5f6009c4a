// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The options of one configuration: ours by what they mean, those of the driver by its own names. */
final class Settings {

    /** What an option's name begins with that is meant for the driver. */
    static final String EXTRA = "extra.";

    private static final String SRV = "mongodb+srv";

    private final String type;
    private final DriverOptions driver;
    private final Map<Option<?>, Object> options = new HashMap<>();
    private final Map<String, String> extra = new HashMap<>();

    /** Whether a mode was named, and not just that there is to be TLS. */
    private boolean modeIsNamed;

    Settings(String type) {
        this.type = type;
        driver = DriverOptions.of(type);
    }

    /** A copy in which an option that has its default is one that is not set. */
    Settings copy() {
        Settings copy = new Settings(type);
        copy.modeIsNamed = modeIsNamed;
        copy.options.putAll(options);
        copy.options.entrySet().removeIf(e -> e.getKey().defaultValue().equals(e.getValue()));
        copy.extra.putAll(extra);
        return copy;
    }

    /** What another says, in place of what was said before. */
    void overlay(Settings other) {
        options.putAll(other.options);
        extra.putAll(other.extra);
        modeIsNamed |= other.modeIsNamed;
    }

    <T> void put(Option<T> option, T value) {
        options.put(option, option.check(value));
        modeIsNamed |= option == Options.SSL_MODE;
    }

    /** An option of either kind, from text. */
    void put(String name, String text) {
        if (name.startsWith(EXTRA)) {
            putExtra(name.substring(EXTRA.length()), text);
            return;
        }
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
        modeIsNamed |= option == Options.SSL_MODE && Values.BOOLEAN.parse(text) == null;
    }

    boolean knows(String name) {
        return driver.knows(name);
    }

    /** What an option expects, for a message; those of the driver are its own to judge. */
    String expected(String name) {
        return driver.find(name).isPresent()
                ? "a text, a number, true or false"
                : driver.option(name).expected();
    }

    void putExtra(String name, String value) {
        String canonical = driver.require(name);
        if (!extra.getOrDefault(canonical, value).equals(value)) {
            throw new ConfigurationException("the option " + name + " is given twice with different values");
        }
        extra.put(canonical, value);
    }

    void replaceExtra(String name, String value) {
        extra.put(driver.require(name), value);
    }

    @SuppressWarnings("unchecked")
    <T> T get(Option<T> option) {
        return (T) options.getOrDefault(option, option.defaultValue());
    }

    Map<String, String> extra() {
        return Map.copyOf(extra);
    }

    /** A copy in one spelling; refuses what contradicts itself, or means nothing to this database. */
    Settings checked(boolean hasReplicas) {
        Settings checked = copy();
        checked.checkTls();
        checked.check(hasReplicas);
        return checked;
    }

    private void checkTls() {
        SslMode given = get(Options.SSL_MODE);
        // What prefer means to the driver of MongoDB depends on the kind of its address.
        boolean encrypted = given.compareTo(SslMode.PREFER) > 0 || (given == SslMode.PREFER && type.equals(SRV));
        Map<String, SslMode> loose = LooseTls.take(extra);
        loose.forEach((name, mode) -> {
            refuse(!encrypted, name + " needs an encrypted connection, as in tls=true");
            refuse(
                    modeIsNamed && given.compareTo(mode) > 0,
                    name + " contradicts sslMode=" + Values.word(given) + ": leave one of them out");
        });
        LooseTls.loosest(loose)
                .filter(mode -> given == SslMode.PREFER || mode.compareTo(given) < 0)
                .ifPresent(mode -> options.put(Options.SSL_MODE, mode));
        SslMode mode = get(Options.SSL_MODE);
        refuse(
                isSet(Options.SSL_CA) && mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL,
                "sslCa needs sslMode=verify-ca or sslMode=verify-full");
        boolean key = isSet(Options.SSL_KEY) || isSet(Options.SSL_KEY_PASSWORD);
        refuse(key && !isSet(Options.SSL_CERT), "sslKey and sslKeyPassword need sslCert");
        refuse(
                isSet(Options.SSL_CERT) && !encrypted,
                "sslCert needs an encrypted connection: set sslMode to require, verify-ca or verify-full");
    }

    private void check(boolean hasReplicas) {
        String family = DatabaseTypes.family(type);
        options.keySet().stream()
                .sorted(Comparator.comparing(Option::name))
                .forEach(option -> OptionScope.require(option, family));
        refuse(
                driver.isMongoDb() && (hasReplicas || get(Options.LOOKUPS) == Lookups.REPLICA),
                "MongoDB's driver finds replicas itself: leave out replicas and lookups, and set readPreference");
        refuse(
                get(Options.LOOKUPS) == Lookups.REPLICA && !hasReplicas,
                "lookups=replica needs replicas, as in replicas=db2,db3");
        refuse(
                get(Options.DROP_SCHEMA) && !get(Options.I_KNOW_THIS_DROPS_DATA),
                "dropSchema drops the tables with every user in them at each start: leave it out, or set"
                        + " iKnowThisDropsData=true beside it");
        refuse(
                get(Options.DROP_SCHEMA) && !get(Options.SYNCHRONIZE),
                "dropSchema needs synchronize=true, which makes the tables again");
    }

    private boolean isSet(Option<?> option) {
        return !get(option).equals(option.defaultValue());
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new ConfigurationException(message);
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

    /** Without the values of the driver's options, which may be secret, and without a text that a key may be a part of. */
    @Override
    public String toString() {
        Map<String, Object> sorted = new TreeMap<>();
        options.forEach((option, value) -> sorted.put(option.name(), printed(value)));
        return "options=" + sorted + (extra.isEmpty() ? "" : ", extra=" + new TreeSet<>(extra.keySet()));
    }

    private static Object printed(Object value) {
        return value instanceof String text && text.contains("-----BEGIN ") ? "<PEM>" : value;
    }
}
