// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
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
    private final Place place;
    private final Settings settings;

    private DatabaseConfig(String type, Place place, Settings settings) {
        this.type = type;
        this.place = place;
        this.settings = settings.copy();
    }

    /**
     * Reads a URL, for instance {@code postgres://user:p%40ss@db1:5432,db2/app?synchronize=true}.
     *
     * @param url the URL
     * @return the configuration
     * @throws ConfigurationException if it cannot be right; the message says what to write, without the password
     */
    public static DatabaseConfig parse(String url) {
        return new ConnectionUrl(Objects.requireNonNull(url, "url")).toBuilder().build();
    }

    /**
     * Reads TypeORM's object, for instance {@code {"type": "postgres", "host": "db1"}}. What its {@code url} says wins.
     * Options that mean nothing here, such as {@code entities}, are named in one line of the log.
     *
     * @param object as a reader of JSON makes it: texts, numbers, booleans, lists and maps; null is not given
     * @return equal to that of the URL with the same meaning
     * @throws ConfigurationException if an option is unknown or cannot have its value, which is not repeated
     */
    public static DatabaseConfig from(Map<String, ?> object) {
        return new TypeOrmObject(Objects.requireNonNull(object, "object"))
                .toBuilder().build();
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
     * The kind of database.
     *
     * @return in its canonical spelling, for instance {@code postgres}
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
        return place.hosts();
    }

    /**
     * Who connects.
     *
     * @return empty if not given
     */
    public Optional<String> username() {
        return Optional.ofNullable(place.username());
    }

    /**
     * The password.
     *
     * @return empty if not given
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(place.password());
    }

    /**
     * The name of the database, or its file; for H2 {@code mem:name}, or a path with a {@code .} or from a root.
     *
     * @return empty text if not given
     */
    public String database() {
        return place.database();
    }

    /**
     * The servers that copy this one, in the order that they were given.
     *
     * @return each with one host and with the options of this one; mostly empty
     */
    public List<DatabaseConfig> replicas() {
        return place.replicas().stream()
                .map(replica -> new DatabaseConfig(type, replica, settings))
                .toList();
    }

    /**
     * The value of an option, or its default.
     *
     * @param option the option
     * @param <T> its type
     * @return never null
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
        builder.place = place;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatabaseConfig that
                && type.equals(that.type)
                && place.equals(that.place)
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, place, settings);
    }

    /** Prints without the password, and without the values of the driver's options, which may be secret too. */
    @Override
    public String toString() {
        return "DatabaseConfig[type=" + type + ", " + place + ", " + settings + "]";
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {

        final String type;
        Place place = Place.NOWHERE;
        final Settings settings;

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
            place = place.withHost(new Host(name, port));
            return this;
        }

        /**
         * Sets who connects.
         *
         * @param value the name, as it is: nothing is decoded
         * @return this builder
         */
        public Builder username(String value) {
            place = place.withUsername(Texts.requireWhole(value, "the user name"));
            return this;
        }

        /**
         * Sets the password.
         *
         * @param value the password, as it is: nothing is decoded
         * @return this builder
         */
        public Builder password(String value) {
            place = place.withPassword(new Secret(Texts.requireWhole(value, "the password")));
            return this;
        }

        /**
         * Sets the name of the database, or its file.
         *
         * @param value the name, as it is: nothing is decoded
         * @return this builder
         */
        public Builder database(String value) {
            place = place.withDatabase(Texts.requireWhole(value, "the database"));
            return this;
        }

        /**
         * Adds a server that copies this one.
         *
         * @param where its host, or several, which are a replica each. Where it has neither user name nor password both are
         *     this one's, so that a name without a password connects without one; the database is this one's where it
         *     has none. Its own options are not looked at: it has this one's
         * @return this builder
         */
        public Builder replica(DatabaseConfig where) {
            place = place.withReplica(where.place);
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
         * @throws ConfigurationException if there is none, the text is no value for it, or it contradicts another
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
         * @throws ConfigurationException if the driver is known to have no such option, or it contradicts another
         */
        public Builder extra(String name, String value) {
            settings.putExtra(name, Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws ConfigurationException if options contradict each other or mean nothing to this database, or an
         *     embedded one has a host
         */
        public DatabaseConfig build() {
            Place canonical = place.canonical(type);
            DatabaseTypes.checkHosts(type, canonical.isRemote());
            return new DatabaseConfig(
                    type, canonical, settings.checked(!canonical.replicas().isEmpty()));
        }

        /** Prints the type only. */
        @Override
        public String toString() {
            return "DatabaseConfig.Builder[type=" + type + "]";
        }
    }
}
