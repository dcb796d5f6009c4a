// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialects that there are: those of third parties, found by {@link ServiceLoader} on the class path of Authflux, before
 * those that come with it.
 */
public final class Dialects {

    private static final Logger LOG = LoggerFactory.getLogger(Dialects.class);

    private static final List<Dialect> OURS = List.of(
            new PostgresDialect(),
            new CockroachDialect(),
            new YugabyteDialect(),
            new MySqlDialect(),
            new MariaDbDialect(),
            new SqliteDialect(),
            new H2Dialect(),
            new SqlServerDialect(),
            new OracleDialect());

    private static final Set<String> DISGUISED = Set.of("cockroachdb", "yugabytedb");

    private static final Dialect ANSI = new AnsiDialect(position -> "?");

    /** Last: those of third parties may ask for the one above. */
    private static final List<Dialect> ALL =
            Stream.concat(foreign().stream(), OURS.stream()).toList();

    private Dialects() {}

    /** One that cannot be loaded is nobody's trouble but of who needs it. */
    private static List<Dialect> foreign() {
        List<Dialect> foreign = new ArrayList<>();
        Iterator<Dialect> found = ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader())
                .iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    foreign.add(found.next());
                }
            } catch (ServiceConfigurationError e) {
                LOG.warn("a dialect cannot be loaded, and is left out", e);
            }
        }
        return foreign;
    }

    /**
     * The dialect for a database that keeps to the SQL standard and of which nothing else is known. Parameters are marked
     * by {@code ?}.
     *
     * @return the fallback for every product without a dialect of its own
     */
    public static Dialect ansi() {
        return ANSI;
    }

    /**
     * The same for a driver that marks parameters otherwise.
     *
     * @param markers the marker of a parameter by its position from 1, for instance {@code position -> "$" + position}
     * @return the dialect
     */
    public static Dialect ansi(IntFunction<String> markers) {
        return new AnsiDialect(markers);
    }

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
     * The dialect of a type of database whose servers call themselves by another product's name.
     *
     * @param type as {@link io.authflux.config.DatabaseConfig#type()} spells it
     * @return empty if the server says what it is
     */
    public static Optional<Dialect> disguised(String type) {
        return DISGUISED.contains(type) ? named(type) : Optional.empty();
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
