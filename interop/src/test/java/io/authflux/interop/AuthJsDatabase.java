// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The databases that the adapters of Auth.js open, in the words of the scripts. */
enum AuthJsDatabase {
    POSTGRES("postgres", NextAuthDatabase.POSTGRES),
    MYSQL("mysql", NextAuthDatabase.MYSQL),
    MARIADB("mysql", NextAuthDatabase.MARIADB),
    SQLITE("sqlite", NextAuthDatabase.SQLITE),
    MONGODB("mongodb", NextAuthDatabase.MONGODB);

    private final String type;
    private final NextAuthDatabase database;

    AuthJsDatabase(String type, NextAuthDatabase database) {
        this.type = type;
        this.database = database;
    }

    /** An empty database; one that is missing skips the test, or fails it. */
    DatabaseConfig fresh(Path folder) {
        return database.fresh(folder);
    }

    /** The latest end of a session that every column for it holds: a {@code timestamp} of MySQL ends in 2038. */
    Instant latest() {
        return Instant.parse(type.equals("mysql") ? "2038-01-19T03:14:07Z" : "9999-12-31T23:59:59Z");
    }

    /** The same database as the scripts take it. */
    Map<String, Object> words(DatabaseConfig config) {
        Map<String, Object> words = new HashMap<>();
        words.put("type", type);
        words.put("synchronize", config.get(Options.SYNCHRONIZE));
        if (this == SQLITE) {
            words.put("file", config.database());
            return words;
        }
        Host host = config.hosts().get(0);
        words.put("host", host.name());
        words.put("port", host.portOr(database.port()));
        words.put("database", config.database());
        config.username().ifPresent(name -> words.put("user", name));
        config.password().ifPresent(password -> words.put("password", password.value()));
        return words;
    }
}
