// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * Instants in a {@code datetime}, which counts three hundredths of a second: it keeps .000, .003 and .007 and what is ten
 * milliseconds later, and rounds everything else to one of these. It holds UTC's wall clock.
 */
final class SqlServerMoments {

    private static final Instant FIRST = Instant.parse("1753-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.997Z");

    /** The milliseconds of a tick among ten. */
    private static final int[] TICKS = {0, 3, 7};

    private static final int CYCLE = 10;

    /** What is written is cut to a tick, which nothing rounds. */
    static final Codec STORED = codec(SqlServerMoments::tick);

    /**
     * What a column is compared with: a millisecond before the first tick that is not earlier. An instant of the column is
     * at least as late as that tick if and only if it is later than this, whether the server takes .003 for three
     * milliseconds or, from compatibility level 130 on, for three and a third, and .007 for six and two thirds.
     */
    static final Codec BORDER = codec(SqlServerMoments::border);

    private SqlServerMoments() {}

    private static Codec codec(UnaryOperator<Instant> change) {
        return Codec.of(
                Instant.class,
                LocalDateTime.class,
                value -> LocalDateTime.ofInstant(change.apply(held(value)), ZoneOffset.UTC),
                value -> value.toInstant(ZoneOffset.UTC));
    }

    /** An instant beyond the range is only ever compared with, where the border does as well. */
    private static Instant held(Instant value) {
        return value.isBefore(FIRST) ? FIRST : value.isAfter(LAST) ? LAST : value;
    }

    private static Instant tick(Instant value) {
        Instant cut = value.truncatedTo(ChronoUnit.MILLIS);
        int over = (int) Math.floorMod(cut.toEpochMilli(), (long) CYCLE);
        int tick = over < TICKS[1] ? TICKS[0] : over < TICKS[2] ? TICKS[1] : TICKS[2];
        return cut.minusMillis(over - tick);
    }

    private static Instant border(Instant value) {
        Instant tick = tick(value);
        return (tick.equals(value) ? tick : next(tick)).minus(Duration.ofMillis(1));
    }

    private static Instant next(Instant tick) {
        boolean middle = Math.floorMod(tick.toEpochMilli(), (long) CYCLE) == TICKS[1];
        return tick.plusMillis(middle ? TICKS[2] - TICKS[1] : TICKS[1]);
    }

    /** Refuses an instant that is to be kept and cannot be. */
    static void require(Column column, Instant value) {
        if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    column.field() + " must lie between " + FIRST + " and " + LAST + ", where a datetime column ends");
        }
    }
}
