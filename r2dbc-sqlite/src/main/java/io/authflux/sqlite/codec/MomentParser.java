// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.authflux.sqlite.config.TemporalFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code YYYY-MM-DD}, {@code HH:MM[:SS[.fraction]]}, or both with a {@code T} or blanks between, then perhaps
 * {@code Z} or an offset; or a bare number. Written by hand because it runs once for each value of each row.
 */
final class MomentParser {

    private final String text;
    private final TemporalFormat format;
    private int position;

    MomentParser(String text, TemporalFormat format) {
        this.text = text.trim();
        this.format = format;
    }

    Moment parse() {
        try {
            if (isNumber()) {
                return Moment.of(Moment.instant(Long.parseLong(text), format));
            }
            LocalDate date = date();
            LocalTime time = position < text.length() ? time() : null;
            ZoneOffset offset = position < text.length() ? offset() : null;
            if (text.isEmpty() || position < text.length()) {
                throw unreadable(null);
            }
            return new Moment(date, time, offset);
        } catch (DateTimeException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    private boolean isNumber() {
        int digits = text.startsWith("-") ? 1 : 0;
        return text.length() > digits + 4 && text.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable LocalDate date() {
        if (peek(4) != '-' || peek(7) != '-') {
            return null;
        }
        LocalDate date = LocalDate.of(digits(4), digits(2, 1), digits(2, 1));
        if (peek(0) == 'T' || peek(0) == 't') {
            position++;
        }
        skipBlanks();
        return date;
    }

    private @Nullable LocalTime time() {
        if (peek(2) != ':') {
            return null;
        }
        int hour = digits(2);
        int minute = digits(2, 1);
        int second = peek(0) == ':' ? digits(2, 1) : 0;
        int nanos = 0;
        if (peek(0) == '.' || peek(0) == ',') {
            position++;
            for (int unit = 100_000_000; isDigit(peek(0)); unit /= 10) {
                nanos += (peek(0) - '0') * unit;
                position++;
            }
        }
        skipBlanks();
        return LocalTime.of(hour, minute, second, nanos);
    }

    private @Nullable ZoneOffset offset() {
        char sign = peek(0);
        if (sign == 'Z' || sign == 'z') {
            position++;
            return ZoneOffset.UTC;
        }
        if (sign != '+' && sign != '-') {
            return null;
        }
        int hours = digits(2, 1);
        int minutes = 0;
        if (peek(0) == ':') {
            minutes = digits(2, 1);
        } else if (position < text.length()) {
            minutes = digits(2);
        }
        return sign == '-' ? ZoneOffset.ofHoursMinutes(-hours, -minutes) : ZoneOffset.ofHoursMinutes(hours, minutes);
    }

    private int digits(int count) {
        return digits(count, 0);
    }

    private int digits(int count, int skip) {
        position += skip;
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!isDigit(peek(0))) {
                throw unreadable(null);
            }
            value = value * 10 + peek(0) - '0';
            position++;
        }
        return value;
    }

    private void skipBlanks() {
        while (peek(0) == ' ') {
            position++;
        }
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException unreadable(@Nullable Exception cause) {
        return new IllegalArgumentException("Not a point in time: '" + text + "'", cause);
    }
}
