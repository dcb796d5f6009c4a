// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Target;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;

/**
 * The R2DBC drivers, with their defaults, and with those caches switched on that are off by default. Both MySQL drivers
 * write the values into the statement's text by default, which is faster than their prepared statements: r2dbc-mysql's cost
 * a second round trip, and r2dbc-mariadb's cannot share a connection.
 */
final class R2dbcDrivers {

    private R2dbcDrivers() {}

    static ConnectionFactory factory(Target target) {
        return ConnectionFactories.get(options(target));
    }

    static ConnectionPool pool(PeerSettings settings) {
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory(settings.target()))
                .initialSize(settings.poolSize())
                .maxSize(settings.poolSize())
                .build());
        pool.warmup().toFuture().join();
        return pool;
    }

    private static ConnectionFactoryOptions options(Target target) {
        return switch (target.product()) {
            case POSTGRES ->
                server(target, "postgresql")
                        .option(Option.valueOf("sslMode"), "disable")
                        .build();
            case MYSQL ->
                server(target, "mysql")
                        .option(Option.valueOf("sslMode"), "disabled")
                        .option(Option.valueOf("connectionTimeZone"), "UTC")
                        .option(Option.valueOf("forceConnectionTimeZoneToSession"), true)
                        .option(Option.valueOf("queryCacheSize"), 256)
                        .build();
            case MARIADB ->
                server(target, "mariadb")
                        .option(Option.valueOf("sslMode"), "disable")
                        .option(Option.valueOf("timezone"), "UTC")
                        .build();
            case SQLITE ->
                ConnectionFactoryOptions.builder()
                        .option(ConnectionFactoryOptions.DRIVER, "sqlite")
                        .option(ConnectionFactoryOptions.PROTOCOL, "file")
                        .option(
                                ConnectionFactoryOptions.DATABASE,
                                target.config().database())
                        .build();
            case H2 ->
                ConnectionFactoryOptions.builder()
                        .option(ConnectionFactoryOptions.DRIVER, "h2")
                        .option(Option.valueOf("url"), "file:" + target.config().database() + ";DB_CLOSE_ON_EXIT=FALSE")
                        .option(ConnectionFactoryOptions.USER, target.user())
                        .option(ConnectionFactoryOptions.PASSWORD, target.password())
                        .build();
            case MONGODB -> throw new IllegalStateException("MongoDB's protocol has no R2DBC");
        };
    }

    private static ConnectionFactoryOptions.Builder server(Target target, String driver) {
        return ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, driver)
                .option(ConnectionFactoryOptions.HOST, target.host())
                .option(ConnectionFactoryOptions.PORT, target.port())
                .option(ConnectionFactoryOptions.USER, target.user())
                .option(ConnectionFactoryOptions.PASSWORD, target.password())
                .option(ConnectionFactoryOptions.DATABASE, target.config().database());
    }

    /** Whether parameters are {@code $1} instead of {@code ?}. */
    static boolean dollars(Product product) {
        return product == Product.POSTGRES || product == Product.H2;
    }
}
