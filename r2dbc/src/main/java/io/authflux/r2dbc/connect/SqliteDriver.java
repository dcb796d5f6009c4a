// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code io.authflux:r2dbc-sqlite}. */
final class SqliteDriver implements Driver {

    private static final String MEMORY = ":memory:";

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public List<String> types() {
        return List.of("sqlite");
    }

    @Override
    public String coordinates() {
        return "io.authflux:r2dbc-sqlite";
    }

    @Override
    public List<ConnectionFactoryOptions> options(DatabaseConfig config) {
        if (config.username().isPresent() || config.password().isPresent()) {
            throw new ConfigurationException("SQLite has no users and no passwords");
        }
        boolean memory = config.database().equals(MEMORY);
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, name())
                .option(ConnectionFactoryOptions.PROTOCOL, memory ? "memory" : "file")
                .option(
                        ConnectionFactoryOptions.DATABASE,
                        memory ? MEMORY : path(config).toString());
        return List.of(options.build());
    }

    private static Path path(DatabaseConfig config) {
        try {
            return Path.of(config.database()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ConfigurationException("the SQLite file has a name that is impossible here", e);
        }
    }

    @Override
    public String describe(DatabaseConfig config) {
        return "SQLite at " + config.database();
    }
}
