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
 * {@code password}, {@code database}, {@code host} and {@code port}. What is said in both places must be the same.
 */
final class QueryFields {

    private static final Set<String> NAMES =
            Set.of("type", "username", "user", "password", "database", "dbname", "host", "port");

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
                requireSame(name, config.username, value);
                config.username(value);
            });
        }
        fields.take("password", value -> {
            Secret before = config.password;
            requireSame("password", before == null ? null : before.value(), value);
            config.password(value);
        });
        for (String name : List.of("database", "dbname")) {
            fields.take(name, value -> {
                requireSame(name, config.database, value);
                config.database(value);
            });
        }
        // The port last: it belongs to the host.
        fields.take("host", fields::host);
        fields.take("port", fields::port);
    }

    private void take(String name, Consumer<String> use) {
        String value = query.remove(name);
        if (value != null) {
            use.accept(value);
        }
    }

    private void host(String value) {
        List<Host> hosts = value.startsWith("/") ? List.of(new Host(value, 0)) : ServerAddress.hosts(value);
        requireSame("host", config.hosts.isEmpty() ? null : config.hosts, hosts);
        replaceHosts(hosts);
    }

    private void port(String value) {
        if (!value.matches("\\d{1,5}")) {
            throw new ConfigurationException("the option port expects a whole number from 1 to 65535");
        }
        int port = Integer.parseInt(value);
        List<Host> hosts = config.hosts.isEmpty() ? List.of(new Host("localhost", 0)) : config.hosts;
        hosts.forEach(h -> requireSame("port", h.portOr(port), port));
        replaceHosts(hosts.stream().map(h -> new Host(h.name(), port)).toList());
    }

    private void replaceHosts(List<Host> hosts) {
        config.hosts.clear();
        config.hosts.addAll(hosts);
    }

    /** An empty text says nothing, and so contradicts nothing. */
    private static void requireSame(String name, @Nullable Object before, Object now) {
        if (before != null && !before.equals("") && !before.equals(now)) {
            throw new ConfigurationException("the URL contradicts itself about " + name);
        }
    }
}
