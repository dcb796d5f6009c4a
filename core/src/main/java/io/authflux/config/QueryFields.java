// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a URL may say in its query instead of in its address, as TypeORM has it: {@code ?host=…&database=…}. */
final class QueryFields {

    private QueryFields() {}

    /** Sets a field; answers false if the name is none of theirs, so that it may be an option. */
    static boolean apply(DatabaseConfig.Builder config, String name, String value) {
        switch (name) {
            case "type" -> requireSame(name, config.type, DatabaseTypes.canonical(value));
            case "username", "user" -> {
                requireSame(name, config.username, value);
                config.username(value);
            }
            case "password" -> {
                requireSame(name, config.password, new Secret(value));
                config.password(value);
            }
            case "database", "dbname" -> {
                requireSame(name, config.database.isEmpty() ? null : config.database, value);
                config.database(value);
            }
            case "host" -> {
                requireSame(name, config.hosts.isEmpty() ? null : config.hosts, List.of(new Host(value, 0)));
                config.hosts.clear();
                config.host(value, 0);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    static void requireSame(String name, @Nullable Object before, Object now) {
        if (before != null && !before.equals(now)) {
            throw new ConfigurationException("the URL contradicts itself about " + name);
        }
    }
}
