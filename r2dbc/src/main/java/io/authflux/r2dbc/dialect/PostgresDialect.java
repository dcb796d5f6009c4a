// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Optional;

/** PostgreSQL. Also the guess for every server that says that it is one. */
final class PostgresDialect implements PostgresFamily {

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("PostgreSQL");
    }

    /** The lock ends with the transaction, and the next statement sees what whoever held it has written. */
    @Override
    public Optional<String> keyLock() {
        return Optional.of("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text");
    }

    /** The number is arbitrary: the bytes of the word {@code authflux}. */
    @Override
    public Optional<String> synchronizeLock() {
        return Optional.of("SELECT pg_advisory_xact_lock(7022647185697961336)::text");
    }
}
