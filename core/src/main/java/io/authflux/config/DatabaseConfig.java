// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to talk to it. Immutable; equal for equal meaning, however it was written: an option that
 * is set to its default is the same as one that is not set, and so are the database's usual port, an empty user name and
 * an empty password. Prints without the password.
 */
public final class DatabaseConfig {

    private final String type;
    private final List<Host> hosts;
    private final @Nullable String username;
    private final @Nullable Secret password;
    private final String database;
    private final Settings settings;

    private DatabaseConfig(Builder builder) {
        type = builder.type;
        hosts = builder.hosts.stream()
                .map(h -> DatabaseTypes.canonical(type, h))
                .toList();
        username = builder.username == null || builder.username.isEmpty() ? null : builder.username;
        password = builder.password == null || builder.password.value().isEmpty() ? null : builder.password;
        database = DatabaseTypes.shape(type).canonical(builder.database);
        settings = builder.settings.copy();
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
        return new ConnectionUrl(Objects.requireNonNull(url, "url")).toConfig();
    }

    /**
     * Starts a configuration.
     *
     * @param type {@code postgres}, {@code h2} …; {@code postgresql} is the same as {@code postgres}
     * @return a new builder
     */
    public static Builder builder(String type) {
        return new Builder(type, new Settings(DatabaseTypes.canonical(type)));
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
     * The servers, in the order to try them. A port that is the usual one is 0, see {@link Host#portOr}.
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
     * The name of the database, or its file; for H2 {@code mem:name} or a path that starts with {@code /}, {@code ./},
     * {@code ../}, {@code ~} or a drive.
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
    public <T> T get(Option<T> option) {
        return settings.get(option);
    }

    /**
     * The options of the driver itself: those that mean something to it alone.
     *
     * @return the values by the driver's own name for them
     */
    public Map<String, String> extra() {
        return settings.extra();
    }

    /**
     * A builder that holds what this configuration holds.
     *
     * @return a new builder
     */
    public Builder mutate() {
        Builder builder = new Builder(type, settings.copy());
        builder.hosts.addAll(hosts);
        builder.username = username;
        builder.password = password;
        builder.database = database;
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
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, hosts, username, password, database, settings);
    }

    /** Prints without the password, and without the values of the driver's options, which may be secret too. */
    @Override
    public String toString() {
        return "DatabaseConfig[type=" + type + ", hosts=" + hosts + ", username=" + username + ", password=" + password
                + ", database=" + database + ", " + settings + "]";
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {

        final String type;
        final List<Host> hosts = new ArrayList<>();

        @Nullable
        String username;

        @Nullable
        Secret password;

        String database = "";
        private final Settings settings;

        private Builder(String type, Settings settings) {
            this.type = DatabaseTypes.canonical(type);
            this.settings = settings;
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
            username = Texts.requireWhole(value, "the user name");
            return this;
        }

        /**
         * Sets the password.
         *
         * @param value the password, as it is: nothing is decoded
         * @return this builder
         */
        public Builder password(String value) {
            password = new Secret(Texts.requireWhole(value, "the password"));
            return this;
        }

        /**
         * Sets the name of the database, or its file.
         *
         * @param value the name, as it is: nothing is decoded
         * @return this builder
         */
        public Builder database(String value) {
            database = Texts.requireWhole(value, "the database");
            return this;
        }

        /**
         * Sets an option.
         *
         * @param option one of {@link Options}
         * @param value its value
         * @param <T> its type
         * @return this builder
         * @throws ConfigurationException if the option cannot have this value
         */
        public <T> Builder option(Option<T> option, T value) {
            settings.put(option, value);
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
            settings.put(name, text);
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
            settings.putExtra(name, Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws ConfigurationException if options contradict each other, or an embedded database has a host
         */
        public DatabaseConfig build() {
            DatabaseConfig config = new DatabaseConfig(this);
            if (DatabaseTypes.shape(type) != DatabaseTypes.Shape.SERVER && !hosts.isEmpty()) {
                throw new ConfigurationException(type + " is opened embedded and has no host");
            }
            settings.check();
            return config;
        }

        /** Prints the type only. */
        @Override
        public String toString() {
            return "DatabaseConfig.Builder[type=" + type + "]";
        }
    }
}
