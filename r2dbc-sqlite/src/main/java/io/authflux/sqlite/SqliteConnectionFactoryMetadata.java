// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.ConnectionFactoryMetadata;

/** The name by which frameworks choose a dialect. */
record SqliteConnectionFactoryMetadata() implements ConnectionFactoryMetadata {

    static final String NAME = "SQLite";

    @Override
    public String getName() {
        return NAME;
    }
}
