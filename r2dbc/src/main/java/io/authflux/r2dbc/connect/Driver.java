// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one R2DBC driver wants to be told where the database is. Stateless. */
interface Driver {

    /** Its name in R2DBC's discovery, and in the option {@code driver}. */
    String name();

    /** The types that it opens, as {@link DatabaseConfig#type()} spells them; first the one that is its own. */
    List<String> types();

    /** The Maven coordinates to add, without version. */
    String coordinates();

    /** Whether it blocks the thread that subscribes. */
    default boolean isBlocking() {
        return false;
    }

    /** The driver's options: several for ways to connect that are to be tried in order. */
    List<ConnectionFactoryOptions> options(DatabaseConfig config);

    /** How to connect in clear text to a server that says that it does not encrypt, for a driver that cannot by itself. */
    default Optional<ConnectionFactoryOptions> inClear(DatabaseConfig config, ConnectionFactoryOptions encrypted) {
        return Optional.empty();
    }

    /**
     * What the driver's message says if the server does not encrypt, for which none of them has a code; empty if it never
     * asks.
     */
    default Optional<String> withoutTls() {
        return Optional.empty();
    }

    /** Whether an error is a server's word that it does not encrypt. Whatever else goes wrong is no leave to talk in clear. */
    default boolean isWithoutTls(@Nullable Throwable error) {
        return error != null
                && withoutTls()
                        .map(words ->
                                String.valueOf(error.getMessage()).contains(words) || isWithoutTls(error.getCause()))
                        .orElse(false);
    }

    /**
     * A query that asks a server whether it may be written to, for a driver that cannot look for such a server by itself:
     * one row with 1 or 0. Asked only if there are several hosts to choose from.
     */
    default Optional<String> primaryCheck() {
        return Optional.empty();
    }

    /** A statement that every new connection runs first. */
    default Optional<String> setUp() {
        return Optional.empty();
    }

    /** Whether it asks the server something whenever a connection goes back to its pool. */
    default boolean asksOnRelease() {
        return false;
    }

    /** Where the database is, for a message; without user name and password. */
    String describe(DatabaseConfig config);
}
