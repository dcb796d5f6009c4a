// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.schema.Schema;
import java.time.Clock;
import java.util.Objects;

/**
 * What a connection needs that no URL can hold. Immutable.
 *
 * @param schema the tables, before prefix and naming of the {@link DatabaseConfig} are applied
 * @param clock what time it is; decides which sessions have expired
 */
public record ConnectOptions(Schema schema, Clock clock) {

    private static final ConnectOptions DEFAULTS = new ConnectOptions(Schema.nextAuth(), Clock.systemUTC());

    /** Checks. */
    public ConnectOptions {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * NextAuth v3's tables and the system's clock.
     *
     * @return the defaults
     */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with another schema.
     *
     * @param newSchema the tables
     * @return the options
     */
    public ConnectOptions withSchema(Schema newSchema) {
        return new ConnectOptions(newSchema, clock);
    }

    /**
     * The same options with another clock.
     *
     * @param newClock the clock
     * @return the options
     */
    public ConnectOptions withClock(Clock newClock) {
        return new ConnectOptions(schema, newClock);
    }
}
