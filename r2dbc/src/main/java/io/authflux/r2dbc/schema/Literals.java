// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.r2dbc.dialect.TableSyntax;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** What a driver would be given, as SQL. */
final class Literals {

    private static final int MICROS = 6;

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, MICROS, true)
            .toFormatter(Locale.ROOT);

    private Literals() {}

    static String of(TableSyntax syntax, Object stored) {
        if (stored instanceof Number) {
            return stored.toString();
        }
        if (stored instanceof Boolean truth) {
            return syntax.truth(truth);
        }
        if (stored instanceof OffsetDateTime moment) {
            return syntax.moment(CLOCK.format(moment.withOffsetSameInstant(ZoneOffset.UTC)));
        }
        if (stored instanceof LocalDateTime clock) {
            return syntax.wallClock(CLOCK.format(clock));
        }
        // A UUID is text too.
        return syntax.text(stored.toString());
    }
}
