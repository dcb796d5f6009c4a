// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a URL may say in its query instead of its address, as TypeORM and libpq have it: {@code type}, {@code username},
 * {@code password}, {@code database}, {@code host} and {@code port}. What is said in both places must be the same. And what
 * an address has no place for: the {@code replicas}, which are hosts with the same database and the same credentials.
 */
final class QueryFields {

    private static final Set<String> NAMES = Set.of(
            "type", "username", "user", "password", "database", "dbname", "host", "socketPath", "port", "replicas");

    private final DatabaseConfig.Builder config;
    private final Map<String, String> query;

    private QueryFields(DatabaseConfig.Builder config, Map<String, String> query) {
        this.config = config;
        this.query = query;
    }

    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** Takes the fields out of the query and puts them into the configuration. */
    static void move(Map<String, String> query, DatabaseConfig.Builder config) {
        QueryFields fields = new QueryFields(config, query);
        fields.take("type", t -> requireSame("type", config.type, DatabaseTypes.canonical(t)));
        for (String name : List.of("username", "user")) {
            fields.take(name, value -> {
                requireSame(name, config.place.username(), value);
                config.username(value);
            });
        }
        fields.take("password", value -> {
            Secret before = config.place.password();
            requireSame("password", before == null ? null : before.value(), value);
            config.password(value);
        });
        for (String name : List.of("database", "dbname")) {
            fields.take(name, value -> {
                requireSame(name, config.place.database(), value);
                config.database(value);
            });
        }
        // The port last: it belongs to the host.
        fields.take("host", fields::host);
        fields.take("socketPath", fields::host);
        fields.take("port", fields::port);
        fields.take("replicas", hosts -> ServerAddress.hosts(hosts)
                .forEach(h -> config.place = config.place.withReplica(Place.of(h))));
    }

    private void take(String name, Consumer<String> use) {
        String value = query.remove(name);
        if (value != null) {
            use.accept(value);
        }
    }

    private void host(String value) {
        List<Host> hosts = value.startsWith("/") ? List.of(new Host(value, 0)) : ServerAddress.hosts(value);
        requireSame("host", config.place.hosts().isEmpty() ? null : config.place.hosts(), hosts);
        config.place = config.place.withHosts(hosts);
    }

    private void port(String value) {
        if (!value.matches("\\d{1,5}")) {
            throw new ConfigurationException("the option port expects a whole number from 1 to 65535");
        }
        int port = Integer.parseInt(value);
        List<Host> hosts = config.place.hosts().isEmpty() ? List.of(new Host("localhost", 0)) : config.place.hosts();
        hosts.forEach(h -> requireSame("port", h.portOr(port), port));
        config.place = config.place.withHosts(
                hosts.stream().map(h -> new Host(h.name(), port)).toList());
    }

    /** An empty text says nothing, and so contradicts nothing. */
    private static void requireSame(String name, @Nullable Object before, Object now) {
        if (before != null && !before.equals("") && !before.equals(now)) {
            throw new ConfigurationException("the URL contradicts itself about " + name);
        }
    }
}
