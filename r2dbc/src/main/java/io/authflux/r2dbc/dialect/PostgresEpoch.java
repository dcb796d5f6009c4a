// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * Reads PostgreSQL's moments as seconds since 1970 in text: {@code 1795847470.123456}, {@code -0.5}, {@code Infinity}. The
 * driver parses a date with the JDK's formatter, which was half of the client's time and two thirds of its memory for a
 * session look-up; and no setting of the session ({@code TimeZone}, {@code DateStyle}) has a say in this one.
 */
final class PostgresEpoch {

    static final Codec.Reading READING = new Codec.Reading(
            column -> "extract(epoch from " + column + ")::text", String.class, text -> parse((String) text));

    private static final int NANO_DIGITS = 9;

    /** As the driver has it. */
    private static final Map<String, Instant> ENDLESS = Map.of(
            "Infinity", OffsetDateTime.MAX.toInstant(),
            "-Infinity", OffsetDateTime.MIN.toInstant());

    private PostgresEpoch() {}

    static Instant parse(String text) {
        Instant endless = ENDLESS.get(text);
        if (endless != null) {
            return endless;
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        long nanos = 0;
        for (int i = point + 1; i <= point + NANO_DIGITS; i++) {
            nanos = 10 * nanos + (i < text.length() ? Character.digit(text.charAt(i), 10) : 0);
        }
        // The sign is the text's: -0.5 has no negative part before the point.
        return Instant.ofEpochSecond(Long.parseLong(text, 0, point, 10), text.charAt(0) == '-' ? -nanos : nanos);
    }
}
