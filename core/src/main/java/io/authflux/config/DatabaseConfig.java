// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to talk to it. Immutable; equal for equal meaning, however it was written: an option that
 * is set to its default is the same as one that is not set. Prints without the password.
 */
public final class DatabaseConfig {

    private final String type;
    private final List<Host> hosts;
    private final @Nullable String username;
    private final @Nullable Secret password;
    private final String database;
    private final Map<Option<?>, Object> options;
    private final Map<String, String> extra;

    private DatabaseConfig(Builder builder) {
        type = builder.type;
        hosts = List.copyOf(builder.hosts);
        username = builder.username;
        password = builder.password;
        database = builder.database;
        options = new LinkedHashMap<>(builder.options);
        options.entrySet().removeIf(e -> e.getKey().defaultValue().equals(e.getValue()));
        extra = Map.copyOf(builder.extra);
    }

    /**
     * Reads a URL, for instance {@code postgres://user:p%40ss@db1:5432,db2/app?synchronize=true}.
     *
     * @param url the URL
     * @return the configuration
     * @throws io.authflux.error.ConfigurationException if it cannot be right; the message says what to write instead,
     *     without repeating the password
     */
    public static DatabaseConfig parse(String url) {
        return new ConnectionUrl(url).toConfig();
    }

    /**
     * Starts a configuration.
     *
     * @param type {@code postgres}, {@code h2} …; {@code postgresql} is the same as {@code postgres}
     * @return a new builder
     */
    public static Builder builder(String type) {
        return new Builder(type);
    }

    /**
     * The kind of database, in its canonical spelling.
     *
     * @return lower case, for instance {@code postgres}
     */
    public String type() {
        return type;
    }

    /**
     * The servers, in the order to try them.
     *
     * @return empty for an embedded database, or for {@code localhost} where there must be one
     */
    public List<Host> hosts() {
        return hosts;
    }

    /**
     * Who connects.
     *
     * @return empty if not given
     */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /**
     * The password.
     *
     * @return empty if not given
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }

    /**
     * The name of the database, or its file.
     *
     * @return empty text if not given
     */
    public String database() {
        return database;
    }

    /**
     * The value of an option.
     *
     * @param option the option
     * @param <T> its type
     * @return what was set, or the default
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> option) {
        return (T) options.getOrDefault(option, option.defaultValue());
    }

    /**
     * The options of the driver itself: those that mean something to it alone.
     *
     * @return the values by the driver's own name for them
     */
    public Map<String, String> extra() {
        return extra;
    }

    /**
     * A builder that holds what this configuration holds.
     *
     * @return a new builder
     */
    public Builder mutate() {
        Builder builder = new Builder(type);
        builder.hosts.addAll(hosts);
        builder.username = username;
        builder.password = password;
        builder.database = database;
        builder.options.putAll(options);
        builder.extra.putAll(extra);
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatabaseConfig that
                && type.equals(that.type)
                && hosts.equals(that.hosts)
                && Objects.equals(username, that.username)
                && Objects.equals(password, that.password)
                && database.equals(that.database)
                && options.equals(that.options)
                && extra.equals(that.extra);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, hosts, username, password, database, options, extra);
    }

    /** Prints without the password, and without the values of the driver's options, which may be secret too. */
    @Override
    public String toString() {
        Map<String, Object> sorted = new TreeMap<>();
        options.forEach((option, value) -> sorted.put(option.name(), value));
        return "DatabaseConfig[type=" + type + ", hosts=" + hosts + ", username=" + username + ", password=" + password
                + ", database=" + database + ", options=" + sorted + ", extra=" + new TreeMap<>(extra).keySet() + "]";
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {

        final String type;
        final List<Host> hosts = new ArrayList<>();
        private final Map<Option<?>, Object> options = new HashMap<>();
        private final Map<String, String> extra = new HashMap<>();

        @Nullable
        String username;

        @Nullable
        Secret password;

        String database = "";

        private Builder(String type) {
            this.type = DatabaseTypes.canonical(type);
        }

        /**
         * Adds a server.
         *
         * @param name host name, IP address or the path of a unix socket's folder
         * @param port the port, or 0 for the usual one
         * @return this builder
         */
        public Builder host(String name, int port) {
            hosts.add(new Host(name, port));
            return this;
        }

        /**
         * Sets who connects.
         *
         * @param value the name, as it is: nothing is decoded
         * @return this builder
         */
        public Builder username(String value) {
            username = Objects.requireNonNull(value, "username");
            return this;
        }

        /**
         * Sets the password.
         *
         * @param value the password, as it is: nothing is decoded
         * @return this builder
         */
        public Builder password(String value) {
            password = new Secret(value);
            return this;
        }

        /**
         * Sets the name of the database, or its file.
         *
         * @param value the name, as it is: nothing is decoded
         * @return this builder
         */
        public Builder database(String value) {
            database = Objects.requireNonNull(value, "database");
            return this;
        }

        /**
         * Sets an option.
         *
         * @param option one of {@link Options}
         * @param value its value
         * @param <T> its type
         * @return this builder
         */
        public <T> Builder option(Option<T> option, T value) {
            options.put(option, Objects.requireNonNull(value, option.name()));
            return this;
        }

        /**
         * Sets an option by its name or one of its aliases, or an {@link #extra} of a known driver, from text.
         *
         * @param name the name, for instance {@code poolSize}
         * @param text the value as in a URL, decoded
         * @return this builder
         * @throws ConfigurationException if there is no such option, the text is no value for it, or it contradicts what
         *     was set before
         */
        public Builder option(String name, String text) {
            DriverOptions driver = DriverOptions.of(type);
            if (driver.find(name).isPresent()) {
                return extra(name, text);
            }
            Option<?> option = driver.option(name);
            Object value = option.parse(text);
            QueryFields.requireSame(name, options.put(option, value), value);
            return this;
        }

        /**
         * Sets an option of the driver itself.
         *
         * @param name the driver's name for it, for instance {@code replicaSet}
         * @param value its value as text
         * @return this builder
         * @throws ConfigurationException if the driver of this type is known to have no such option, or it contradicts
         *     what was set before
         */
        public Builder extra(String name, String value) {
            String canonical = DriverOptions.of(type).require(name);
            QueryFields.requireSame(name, extra.put(canonical, Objects.requireNonNull(value, name)), value);
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws ConfigurationException if options contradict each other
         */
        public DatabaseConfig build() {
            DatabaseConfig config = new DatabaseConfig(this);
            SslMode mode = config.get(Options.SSL_MODE);
            if (!config.get(Options.SSL_CA).isEmpty() && mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL) {
                throw new ConfigurationException("sslCa needs sslMode=verify-ca or sslMode=verify-full");
            }
            DriverOptions.of(type).check(config);
            return config;
        }
    }
}
