// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/**
 * Reads PostgreSQL's moments as the server keeps them: microseconds since the year 2000 in UTC, its own eight bytes in
 * hexadecimal digits ({@code timestamptz_send} in {@code src/backend/utils/adt/timestamp.c}; the least and the greatest number
 * are the infinities of {@code datatype/timestamp.h}). The driver would parse a date with the JDK's formatter, at a cost that
 * {@code docs/adr/0014} has; and no setting of the session ({@code TimeZone}, {@code DateStyle}) has a say in it.
 */
final class PostgresMoments {

    /** {@code timestamptz}. */
    static final Codec.Reading ZONED = reading("timestamptz");

    /** {@code timestamp}, whose clock shows UTC. */
    static final Codec.Reading UNZONED = reading("timestamp");

    private static final long SECONDS_UNTIL_2000 =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS_OF_SECOND = TimeUnit.SECONDS.toMicros(1);

    /** As the driver has them. */
    private static final Instant INFINITY = OffsetDateTime.MAX.toInstant();

    private static final Instant MINUS_INFINITY = OffsetDateTime.MIN.toInstant();

    private PostgresMoments() {}

    private static Codec.Reading reading(String type) {
        return new Codec.Reading(
                column -> "encode(" + type + "_send(" + column + "),'hex')", String.class, hex -> parse((String) hex));
    }

    static Instant parse(String hex) {
        long micros = Long.parseUnsignedLong(hex, 16);
        if (micros == Long.MAX_VALUE) {
            return INFINITY;
        }
        if (micros == Long.MIN_VALUE) {
            return MINUS_INFINITY;
        }
        return Instant.ofEpochSecond(
                SECONDS_UNTIL_2000 + Math.floorDiv(micros, MICROS_OF_SECOND),
                TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, MICROS_OF_SECOND)));
    }
}
