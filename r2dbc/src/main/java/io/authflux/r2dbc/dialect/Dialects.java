// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dialects that come with Authflux. */
public final class Dialects {

    private static final List<Dialect> ALL = List.of(
            new PostgresDialect(), new MySqlDialect(), new MariaDbDialect(), new SqliteDialect(), new H2Dialect());

    private Dialects() {}

    /**
     * Finds the dialect of a driver. Which server it is connected to is known later: {@link Dialect#forServer}.
     *
     * @param metadata what the connection factory says of itself
     * @return empty if none speaks to it
     */
    public static Optional<Dialect> of(ConnectionFactoryMetadata metadata) {
        return ALL.stream().filter(d -> d.supports(metadata)).findFirst();
    }

    /**
     * Finds a dialect by name.
     *
     * @param name for instance {@code postgres}
     * @return empty if there is none of that name
     */
    public static Optional<Dialect> named(String name) {
        return ALL.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /**
     * The names of all dialects, for a message.
     *
     * @return separated by commas
     */
    public static String names() {
        return ALL.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }
}
