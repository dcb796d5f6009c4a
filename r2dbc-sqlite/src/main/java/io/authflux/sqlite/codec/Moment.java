// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.authflux.sqlite.config.TemporalFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a stored value says of time: a date, a time of day, or both, at an offset if it names one; without, in UTC. */
record Moment(
        @Nullable LocalDate date,
        @Nullable LocalTime time,
        @Nullable ZoneOffset offset) {

    /** Numbers of this size and above are milliseconds: as seconds, they would lie beyond the year 5138. */
    private static final double MILLIS_FROM = 1e11;
    /** Reals below this are Julian days: as such, they reach the year 22666; as seconds, April 1970. */
    private static final double JULIAN_BELOW = 1e7;

    private static final double JULIAN_EPOCH = 2_440_587.5;
    private static final double MILLIS_A_DAY = 86_400_000d;

    static Moment of(Object stored, TemporalFormat format) {
        if (stored instanceof Long number) {
            return of(instant(number, format));
        }
        if (stored instanceof Double number) {
            return of(instant(number, format));
        }
        if (stored instanceof String text) {
            return new MomentParser(text, format).parse();
        }
        throw new IllegalArgumentException("A blob is no point in time");
    }

    static Instant instant(long number, TemporalFormat format) {
        boolean millis = format == TemporalFormat.EPOCH_MILLIS
                || (format != TemporalFormat.EPOCH_SECONDS && Math.abs((double) number) >= MILLIS_FROM);
        return millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    private static Instant instant(double number, TemporalFormat format) {
        if (number >= 0 && number < JULIAN_BELOW) {
            return Instant.ofEpochMilli(Math.round((number - JULIAN_EPOCH) * MILLIS_A_DAY));
        }
        boolean millis = format == TemporalFormat.EPOCH_MILLIS
                || (format != TemporalFormat.EPOCH_SECONDS && Math.abs(number) >= MILLIS_FROM);
        return Instant.ofEpochMilli(Math.round(millis ? number : number * 1000));
    }

    static Moment of(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return new Moment(utc.toLocalDate(), utc.toLocalTime(), ZoneOffset.UTC);
    }

    OffsetDateTime toOffsetDateTime() {
        if (date == null) {
            throw new IllegalArgumentException("A time of day without a date");
        }
        return OffsetDateTime.of(
                date, time == null ? LocalTime.MIDNIGHT : time, offset == null ? ZoneOffset.UTC : offset);
    }

    Instant toInstant() {
        return toOffsetDateTime().toInstant();
    }

    LocalDateTime toLocalDateTime() {
        return toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    LocalDate toLocalDate() {
        return toLocalDateTime().toLocalDate();
    }

    LocalTime toLocalTime() {
        if (date != null) {
            return toLocalDateTime().toLocalTime();
        }
        return time == null ? LocalTime.MIDNIGHT : time;
    }
}
