// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import java.time.Instant;
import java.util.Locale;

/** What a column is refused that is declared smaller than its representation. */
final class Lengths {

    private Lengths() {}

    /** An {@code int} where the representation is a long number. */
    static void requireInt(Column column, Object value) {
        String declared = column.declared();
        if (declared == null || !declared.toLowerCase(Locale.ROOT).startsWith("int")) {
            return;
        }
        long number = value instanceof Instant instant
                ? instant.getEpochSecond()
                : value instanceof Long counter ? counter : 0;
        if (number != (int) number) {
            throw new IllegalArgumentException(column.field() + " does not fit into the column, which is an int");
        }
    }

    static void require(Column column, String text, int most) {
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            throw new IllegalArgumentException(column.field() + " is longer than " + most + " characters");
        }
    }
}
