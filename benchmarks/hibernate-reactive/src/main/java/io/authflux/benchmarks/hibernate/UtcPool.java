// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.URI;
import org.hibernate.reactive.pool.impl.DefaultSqlClientPool;

/** Hibernate Reactive's pool, whose MySQL connections are in UTC: moments would be the server's zone off. Made by Hibernate. */
public final class UtcPool extends DefaultSqlClientPool {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("deprecation")
    protected Pool createPool(URI uri, SqlConnectOptions connect, PoolOptions options, Vertx vertx) {
        Pool pool = super.createPool(uri, connect, options, vertx);
        return uri.getScheme().startsWith("postgres")
                ? pool
                : pool.connectHandler(connection ->
                        connection.query("SET time_zone = '+00:00'").execute().onComplete(set -> connection.close()));
    }
}
