// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Opens one family of databases, or what is none. Found by {@link java.util.ServiceLoader}: name the implementation in
 * {@code META-INF/services/io.authflux.spi.AdapterProvider}. Must be stateless. Where its adapter keeps rows,
 * {@link io.authflux.rows.RowAdapter} has all of it but the keeping. That an adapter is right {@code authflux-testkit} shows.
 */
public interface AdapterProvider {

    /**
     * The types it opens, as {@link DatabaseConfig#type()} spells them: what its URLs begin with. What follows the type is a
     * server's address if it begins with {@code //}; else, up to a {@code ?}, it is {@link DatabaseConfig#database()}, as in
     * {@code journal:/var/lib/auth.journal}. What cannot be said with {@link io.authflux.config.Options} stands in
     * {@link DatabaseConfig#extra()}.
     *
     * @return for instance {@code postgres} and {@code h2}
     */
    Set<String> types();

    /**
     * Connects, and makes or checks the tables. What reads the class path or may block is done now, at assembly.
     *
     * @param config where the database is
     * @param options the schema and other things that no URL can hold
     * @return emits the adapter once a connection was made and the tables are right; cold, one adapter a subscription;
     *     cancelling closes what was opened; fails with {@link io.authflux.error.ConfigurationException},
     *     {@link io.authflux.error.SchemaMismatchException} or
     *     {@link io.authflux.error.StoreUnavailableException}
     */
    Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options);
}
