// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.SqliteConnectionConfigurationBuilder;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which database a URL, or what R2DBC makes of one, is about. */
final class SqliteUrl {

    private static final String PREFIX = "r2dbc:sqlite:";
    private static final String MEMORY = "memory";
    private static final String COLON_MEMORY = ":memory:";
    private static final Pattern ROOTED = Pattern.compile("/.*|\\.{1,2}/.*|[A-Za-z]:[/\\\\].*", Pattern.DOTALL);

    private SqliteUrl() {}

    static SqliteConnectionConfiguration parse(String url) {
        Require.notNull(url, "url");
        String target = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        int query = target.indexOf('?');
        String place = query < 0 ? target : target.substring(0, query);
        String options = query < 0 ? "" : target.substring(query);
        if (place.equals(COLON_MEMORY)) {
            return parse(PREFIX + "memory:///" + options);
        }
        if (place.startsWith("memory:") && !place.contains("//")) {
            return parse(PREFIX + "memory:///" + place.substring("memory:".length()) + options);
        }
        ConnectionFactoryOptions parsed = ConnectionFactoryOptions.parse(url);
        if (!new SqliteConnectionFactoryProvider().supports(parsed)) {
            throw new IllegalArgumentException("Not a URL of SQLite: " + url);
        }
        return SqliteOptions.read(parsed);
    }

    static SqliteConnectionConfigurationBuilder database(ConnectionFactoryOptions options) {
        String protocol = text(options.getValue(ConnectionFactoryOptions.PROTOCOL));
        String host = text(options.getValue(ConnectionFactoryOptions.HOST));
        String database = text(options.getValue(ConnectionFactoryOptions.DATABASE));
        if (protocol.equals(MEMORY) || protocol.equals(":memory") || database.equals(COLON_MEMORY)) {
            String name = database.isEmpty() ? host : database;
            return name.isEmpty() || name.equals(COLON_MEMORY)
                    ? SqliteConnectionConfiguration.inMemory()
                    : SqliteConnectionConfiguration.inMemory(name);
        }
        if (!protocol.isEmpty() && !protocol.equals("file")) {
            throw new IllegalArgumentException("Unknown protocol '" + protocol + "'; known are file and memory");
        }
        if (database.isEmpty()) {
            throw new IllegalArgumentException(
                    "No file: r2dbc:sqlite:file:///path/to/file, or r2dbc:sqlite:memory:///");
        }
        return SqliteConnectionConfiguration.file(path(host, database));
    }

    /** R2DBC's parser takes the slash off an absolute path, and the first name of a relative one for a host. */
    private static Path path(String host, String database) {
        if (!host.isEmpty()) {
            return Path.of(host, database);
        }
        return Path.of(ROOTED.matcher(database).matches() ? database : "/" + database);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
