// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Set;

/** {@code io.r2dbc:r2dbc-h2}, embedded. */
final class H2Driver implements Driver {

    private static final String MEMORY = "mem:";

    @Override
    public Set<String> types() {
        return Set.of("h2");
    }

    @Override
    public String coordinates() {
        return "io.r2dbc:r2dbc-h2";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    @Override
    public ConnectionFactoryOptions options(DatabaseConfig config) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "h2")
                .option(Option.valueOf("url"), url(config.database()))
                .option(ConnectionFactoryOptions.USER, config.username().orElse("sa"))
                .option(
                        ConnectionFactoryOptions.PASSWORD,
                        config.password().map(p -> p.value()).orElse(""));
        return options.build();
    }

    /** A database in memory lives as long as the JVM; a file is written at each commit. */
    private static String url(String database) {
        return database.startsWith(MEMORY)
                ? database + ";DB_CLOSE_DELAY=-1"
                : "file:" + database + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public String describe(DatabaseConfig config) {
        return "H2 at " + config.database();
    }
}
