// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Opens pools. Thread-safe. */
public final class Connector {

    private static final List<Driver> DRIVERS = List.of(new PostgresDriver(), new H2Driver());
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
        ConnectionFactory factory = factory(driver, config);
        return () -> {
            Scheduler blocking = driver.isBlocking()
                    ? Schedulers.newBoundedElastic(
                            config.get(Options.POOL_SIZE), QUEUED_CALLS, "authflux-" + config.type())
                    : null;
            ConnectionPool pool = pool(config, factory, blocking);
            return new Connections(pool, new LiveConnections(pool, config.get(Options.POOL_SIZE)), blocking);
        };
    }

    /**
     * Where the database is, for a message.
     *
     * @param config the configuration
     * @return without user name and password
     */
    public static String describe(DatabaseConfig config) {
        return driver(config).describe(config);
    }

    private static Driver driver(DatabaseConfig config) {
        return DRIVERS.stream()
                .filter(d -> d.types().contains(config.type()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no driver opens " + config.type()));
    }

    private static ConnectionFactory factory(Driver driver, DatabaseConfig config) {
        try {
            return Objects.requireNonNullElseGet(ConnectionFactories.find(driver.options(config)), () -> {
                throw new ConfigurationException(
                        "the driver for " + config.type() + " is missing: add the dependency " + driver.coordinates());
            });
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The driver's words may repeat what it was told, so they are not ours to print.
            throw new ConfigurationException("the driver " + driver.coordinates() + " refuses the configuration", e);
        }
    }

    private static ConnectionPool pool(DatabaseConfig config, ConnectionFactory factory, @Nullable Scheduler blocking) {
        int size = config.get(Options.POOL_SIZE);
        ConnectionPoolConfiguration.Builder pool = ConnectionPoolConfiguration.builder()
                .connectionFactory(blocking == null ? factory : new OffloadedConnectionFactory(factory, blocking))
                .name("authflux")
                .initialSize(0)
                .maxSize(size)
                .maxAcquireTime(config.get(Options.POOL_ACQUIRE_TIMEOUT))
                .maxCreateConnectionTime(config.get(Options.CONNECT_TIMEOUT))
                .maxValidationTime(config.get(Options.CONNECT_TIMEOUT))
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
