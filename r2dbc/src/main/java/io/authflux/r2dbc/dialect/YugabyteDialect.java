// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;

/** YugabyteDB, which is PostgreSQL but for advisory locks, which it refuses before version 2025.1. */
final class YugabyteDialect implements PostgresFamily {

    @Override
    public String name() {
        return "yugabytedb";
    }

    /** It says that it is PostgreSQL; that it is not must be said by whoever connects. */
    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return false;
    }

    @Override
    public String productName(String product) {
        return "YugabyteDB";
    }
}
