// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting with a name, a type and a default. Identity is equality: use the constants of {@link Options}.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {

    private final String name;
    private final List<String> aliases;
    private final String expects;
    private final Function<String, @Nullable T> parser;
    private final T defaultValue;

    Option(String name, List<String> aliases, String expects, Function<String, @Nullable T> parser, T defaultValue) {
        this.name = name;
        this.aliases = List.copyOf(aliases);
        this.expects = expects;
        this.parser = parser;
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
     * @throws ConfigurationException if the text is not a value; the message says what is expected
     */
    public T parse(String text) {
        T value = parser.apply(text);
        if (value == null) {
            throw new ConfigurationException("the option " + name + " expects " + expects + ", not \"" + text + "\"");
        }
        return value;
    }

    /** Prints the name. */
    @Override
    public String toString() {
        return name;
    }
}
