// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.List;
import java.util.Objects;

/**
 * A setting with a name, a type and a default. Identity is equality: use the constants of {@link Options}.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {

    private final String name;
    private final List<String> aliases;
    private final Values<T> values;
    private final T defaultValue;

    Option(String name, List<String> aliases, Values<T> values, T defaultValue) {
        this.name = name;
        this.aliases = List.copyOf(aliases);
        this.values = values;
        this.defaultValue = defaultValue;
    }

    /**
     * Its name in a URL.
     *
     * @return in camel case, for instance {@code poolSize}
     */
    public String name() {
        return name;
    }

    /**
     * Other names for it: TypeORM's and the drivers'.
     *
     * @return may be empty
     */
    public List<String> aliases() {
        return aliases;
    }

    /**
     * What it is when it is not set.
     *
     * @return the default
     */
    public T defaultValue() {
        return defaultValue;
    }

    /**
     * Reads a value.
     *
     * @param text as in a URL, decoded
     * @return the value
     * @throws ConfigurationException if the text is not a value; the message says what is expected, and does not repeat
     *     the text, which may be a part of a password that was not encoded
     */
    public T parse(String text) {
        T value = values.parse(text);
        if (value == null) {
            throw refused();
        }
        return check(value);
    }

    /** The same value, if the option can have it. */
    T check(T value) {
        if (!values.allows(Objects.requireNonNull(value, name))) {
            throw refused();
        }
        return value;
    }

    /** What its values are, for a message. */
    String expected() {
        return values.expected();
    }

    private ConfigurationException refused() {
        return new ConfigurationException("the option " + name + " expects " + values.expected());
    }

    /** Prints the name. */
    @Override
    public String toString() {
        return name;
    }
}
