// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.EngineVersion;
import io.r2dbc.spi.ConnectionMetadata;

/** The product and the version of the engine that is linked in. */
record SqliteConnectionMetadata() implements ConnectionMetadata {

    @Override
    public String getDatabaseProductName() {
        return SqliteConnectionFactoryMetadata.NAME;
    }

    @Override
    public String getDatabaseVersion() {
        return EngineVersion.text();
    }
}
