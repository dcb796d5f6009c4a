// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Set;

/** How one R2DBC driver wants to be told where the database is. Stateless. */
interface Driver {

    /** The types that it opens, as {@link DatabaseConfig#type()} spells them. */
    Set<String> types();

    /** The Maven coordinates to add, without version. */
    String coordinates();

    /** Whether it blocks the thread that subscribes. */
    default boolean isBlocking() {
        return false;
    }

    /** The driver's options. */
    ConnectionFactoryOptions options(DatabaseConfig config);

    /** Where the database is, for a message; without user name and password. */
    String describe(DatabaseConfig config);
}
