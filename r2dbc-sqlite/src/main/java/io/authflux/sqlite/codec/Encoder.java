// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.authflux.sqlite.config.TemporalFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/** Turns a Java value into one of {@code Long}, {@code Double}, {@code String} and {@code byte[]}. */
final class Encoder {

    private final TemporalFormat format;

    Encoder(TemporalFormat format) {
        this.format = format;
    }

    Object encode(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return temporal(value);
    }

    private static Object number(Number value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.longValue();
        }
        if (value instanceof Float) {
            return value.doubleValue();
        }
        if (value instanceof BigInteger integer) {
            return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        throw unsupported(value);
    }

    private Object temporal(Object value) {
        if (value instanceof Instant instant) {
            return moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime utc) {
            return moment(utc);
        }
        if (value instanceof OffsetDateTime at) {
            return moment(at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
        }
        if (value instanceof ZonedDateTime at) {
            return moment(at.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
        }
        if (value instanceof LocalDate date) {
            return switch (format) {
                case TEXT, ISO_TEXT -> append(date, new StringBuilder()).toString();
                case EPOCH_SECONDS, EPOCH_MILLIS -> moment(date.atStartOfDay());
            };
        }
        if (value instanceof LocalTime time) {
            return append(time, new StringBuilder()).toString();
        }
        throw unsupported(value);
    }

    private Object moment(LocalDateTime utc) {
        return switch (format) {
            case TEXT -> text(utc, ' ').toString();
            case ISO_TEXT -> text(utc, 'T').append('Z').toString();
            case EPOCH_SECONDS -> utc.toEpochSecond(ZoneOffset.UTC);
            case EPOCH_MILLIS -> utc.toInstant(ZoneOffset.UTC).toEpochMilli();
        };
    }

    private static StringBuilder text(LocalDateTime utc, char separator) {
        StringBuilder text = append(utc.toLocalDate(), new StringBuilder(24));
        return append(utc.toLocalTime(), text.append(separator));
    }

    private static StringBuilder append(LocalDate date, StringBuilder text) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new IllegalArgumentException("SQLite's dates reach from year 0 to 9999: " + date);
        }
        pad(date.getYear(), 1000, text);
        pad(date.getMonthValue(), 10, text.append('-'));
        return pad(date.getDayOfMonth(), 10, text.append('-'));
    }

    private static StringBuilder append(LocalTime time, StringBuilder text) {
        pad(time.getHour(), 10, text);
        pad(time.getMinute(), 10, text.append(':'));
        pad(time.getSecond(), 10, text.append(':'));
        return pad(time.getNano() / 1_000_000, 100, text.append('.'));
    }

    private static StringBuilder pad(int value, int highest, StringBuilder text) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
        return text;
    }

    private static IllegalArgumentException unsupported(Object value) {
        return new IllegalArgumentException(
                "Cannot store a value of type " + value.getClass().getName());
    }
}
