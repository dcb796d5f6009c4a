// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Lookups;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.spi.ServerTrust;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Opens pools. Thread-safe. */
public final class Connector {

    private static final List<Driver> DRIVERS = List.of(
            new PostgresDriver(),
            new MySqlDriver(),
            new MariaDbDriver(),
            new SqliteDriver(),
            new H2Driver(),
            new SqlServerDriver(),
            new OracleDriver());
    private static final Duration NEVER = Duration.ofMillis(-1);
    private static final int QUEUED_CALLS = 100_000;

    private Connector() {}

    /**
     * The types that can be opened, given the driver.
     *
     * @return as {@link DatabaseConfig#type()} spells them
     */
    public static Set<String> types() {
        Set<String> types = new HashSet<>();
        DRIVERS.forEach(driver -> types.addAll(driver.types()));
        return types;
    }

    /**
     * Finds the driver now, which reads the class path, and opens pools later, which does not block.
     *
     * @param config where the database is
     * @return opens a pool at each call; nothing connects before the pool is used; the caller must close it
     * @throws ConfigurationException if the driver is not on the class path, or refuses an option
     */
    public static Supplier<Connections> opener(DatabaseConfig config) {
        Driver driver = driver(config);
        Supplier<ConnectionFactory> factories = factories(driver, config);
        return () -> {
            ConnectionFactory factory = factories.get();
            Scheduler blocking = driver.isBlocking()
                    ? Schedulers.newBoundedElastic(
                            config.get(Options.POOL_SIZE), QUEUED_CALLS, "authflux-" + config.type())
                    : null;
            return connections(config, factory, blocking);
        };
    }

    /**
     * The same for the replicas, if look-ups are to go there. Connections are spread over them; one that is away is passed
     * over, and left out for a while.
     *
     * @param config where the database is
     * @param clock tells when the while is over
     * @return empty if there are none, or the primary is to be asked
     * @throws ConfigurationException as {@link #opener}
     */
    public static Optional<Supplier<Connections>> replicaOpener(DatabaseConfig config, Clock clock) {
        if (config.get(Options.LOOKUPS) != Lookups.REPLICA) {
            return Optional.empty();
        }
        Driver driver = driver(config);
        List<ConnectionFactory> replicas = new ArrayList<>();
        for (DatabaseConfig replica : config.replicas()) {
            String name = "the replica " + driver.describe(replica);
            replicas.add(new BreakerConnectionFactory(factory(driver, replica), name, clock));
        }
        List<ConnectionFactory> turns = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            turns.add(inOrder(replicas, config));
            Collections.rotate(replicas, -1);
        }
        return Optional.of(() -> connections(config, new RotatingConnectionFactory(turns), null));
    }

    private static Connections connections(
            DatabaseConfig config, ConnectionFactory factory, @Nullable Scheduler blocking) {
        ConnectionPool pool = pool(config, factory, blocking);
        return new Connections(
                pool,
                new LiveConnections(pool, config.get(Options.POOL_SIZE)),
                factory instanceof Closeable closeable ? closeable : null,
                blocking);
    }

    /**
     * Where the database is, for a message.
     *
     * @param config the configuration
     * @return without user name and password
     */
    public static String describe(DatabaseConfig config) {
        return able(config).get(0).describe(config);
    }

    /**
     * Says what is wrong, if encryption is why a server could not be reached.
     *
     * @param config the configuration
     * @param error what the driver threw
     * @return empty if it was something else
     */
    public static Optional<ConfigurationException> explainTls(DatabaseConfig config, @Nullable Throwable error) {
        String where = describe(config);
        return able(config).stream().anyMatch(driver -> driver.isWithoutTls(error))
                ? Optional.of(new ConfigurationException(
                        where + " does not speak TLS, which sslMode="
                                + config.get(Options.SSL_MODE)
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')
                                + " demands",
                        error))
                : ServerTrust.explain(where, error);
    }

    /** The drivers that open the type; first the one whose own it is. */
    private static List<Driver> able(DatabaseConfig config) {
        List<Driver> able = DRIVERS.stream()
                .filter(d -> d.types().contains(config.type()))
                .sorted(Comparator.comparingInt(d -> d.types().indexOf(config.type())))
                .toList();
        if (able.isEmpty()) {
            throw new ConfigurationException("no driver opens " + config.type());
        }
        return able;
    }

    /** The one that is asked for; else the first that is on the class path, else the first. */
    private static Driver driver(DatabaseConfig config) {
        List<Driver> able = able(config);
        String wanted = config.get(Options.DRIVER);
        if (wanted.isEmpty()) {
            return able.stream().filter(Connector::isPresent).findFirst().orElse(able.get(0));
        }
        return able.stream()
                .filter(d -> d.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no driver named " + wanted + " opens " + config.type()
                        + "; known are "
                        + able.stream().map(Driver::name).collect(Collectors.joining(", "))));
    }

    private static boolean isPresent(Driver driver) {
        return ConnectionFactories.supports(ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, driver.name())
                .build());
    }

    /** One factory for all pools; but one each of a kind that is closed with its pool. */
    private static Supplier<ConnectionFactory> factories(Driver driver, DatabaseConfig config) {
        ConnectionFactory factory = factory(driver, config);
        if (!(factory instanceof Closeable)) {
            return () -> factory;
        }
        ConnectionFactoryOptions options =
                DriverExtras.added(driver, config, driver.options(config).get(0));
        return ServiceLoader.load(ConnectionFactoryProvider.class, ConnectionFactories.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.supports(options))
                .findFirst()
                .<Supplier<ConnectionFactory>>map(provider -> () -> provider.create(options))
                .orElse(() -> factory);
    }

    private static ConnectionFactory factory(Driver driver, DatabaseConfig config) {
        List<ConnectionFactory> hosts = driver.options(config).stream()
                .map(options -> host(driver, config, DriverExtras.added(driver, config, options)))
                .toList();
        return inOrder(hosts.size() == 1 ? hosts : primaries(driver, hosts), config);
    }

    /** Of several hosts, those that may be written to. */
    private static List<ConnectionFactory> primaries(Driver driver, List<ConnectionFactory> hosts) {
        return driver.primaryCheck()
                .map(sql -> hosts.stream()
                        .<ConnectionFactory>map(host -> new PrimaryConnectionFactory(host, sql))
                        .toList())
                .orElse(hosts);
    }

    private static ConnectionFactory inOrder(List<ConnectionFactory> hosts, DatabaseConfig config) {
        return hosts.size() == 1
                ? hosts.get(0)
                : new FailoverConnectionFactory(
                        hosts,
                        unavailability(hosts.get(0)),
                        config.get(Options.CONNECT_TIMEOUT).dividedBy(hosts.size()));
    }

    private static ConnectionFactory host(Driver driver, DatabaseConfig config, ConnectionFactoryOptions options) {
        ConnectionFactory asked = factory(driver, config.type(), options);
        ConnectionFactory host = driver.inClear(config, options)
                .<ConnectionFactory>map(inClear -> new FailoverConnectionFactory(
                        List.of(asked, factory(driver, config.type(), inClear)),
                        driver::isWithoutTls,
                        config.get(Options.CONNECT_TIMEOUT)))
                .orElse(asked);
        ConnectionFactory setUp = driver.setUp()
                .<ConnectionFactory>map(sql -> new PreparedConnectionFactory(host, sql))
                .orElse(host);
        return driver.asksOnRelease() ? new QuietConnectionFactory(setUp) : setUp;
    }

    /** A wrong password is wrong everywhere; somebody else may be there, or answer. */
    private static Predicate<Throwable> unavailability(ConnectionFactory factory) {
        return Dialects.of(factory.getMetadata())
                .map(dialect -> new FaultTranslator(dialect, Map.of()))
                .<Predicate<Throwable>>map(faults ->
                        error -> error instanceof TimeoutException || faults.fault(error) == Fault.UNAVAILABLE)
                .orElse(error -> true);
    }

    private static ConnectionFactory factory(Driver driver, String type, ConnectionFactoryOptions options) {
        try {
            return Objects.requireNonNullElseGet(ConnectionFactories.find(options), () -> {
                throw new ConfigurationException(
                        "the driver for " + type + " is missing: add the dependency " + driver.coordinates());
            });
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The driver's words may repeat what it was told, so they are not ours to print.
            throw new ConfigurationException("the driver " + driver.coordinates() + " refuses the configuration");
        }
    }

    /** Whoever takes a connection limits how long that may take: the pool would set a timer each time, or two. */
    private static ConnectionPool pool(DatabaseConfig config, ConnectionFactory factory, @Nullable Scheduler blocking) {
        int size = config.get(Options.POOL_SIZE);
        ConnectionPoolConfiguration.Builder pool = ConnectionPoolConfiguration.builder()
                .connectionFactory(blocking == null ? factory : new OffloadedConnectionFactory(factory, blocking))
                .name("authflux")
                .initialSize(0)
                .maxSize(size)
                .maxCreateConnectionTime(config.get(Options.CONNECT_TIMEOUT))
                .acquireRetry(0);
        if (blocking == null) {
            pool.maxIdleTime(config.get(Options.POOL_IDLE_TIMEOUT)).maxLifeTime(config.get(Options.POOL_MAX_LIFETIME));
        } else {
            // Closing blocks too, and the pool would do it on a timer's thread; embedded connections do not age.
            pool.maxIdleTime(NEVER).maxLifeTime(NEVER);
        }
        return new ConnectionPool(pool.build());
    }
}
