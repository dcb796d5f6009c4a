// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.ColumnType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The codecs that most databases share. */
final class Codecs {

    private static final Codec STRING = Codec.plain(String.class);
    private static final Codec INTEGER = Codec.plain(Integer.class);
    private static final Codec BIGINT = Codec.plain(Long.class);
    private static final Codec BOOLEAN = Codec.plain(Boolean.class);

    private static final Codec ID_INTEGER =
            Codec.of(String.class, Integer.class, Codecs::integer, value -> Integer.toString(value));

    private static final Codec ID_BIGINT =
            Codec.of(String.class, Long.class, Codecs::bigint, value -> Long.toString(value));

    private static final Codec ID_UUID = Codec.of(String.class, UUID.class, Codecs::uuid, UUID::toString);

    private static final Codec TIMESTAMP = Codec.of(
            Instant.class,
            OffsetDateTime.class,
            value -> value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
            OffsetDateTime::toInstant);

    private static final Codec TIMESTAMP_UTC = Codec.of(
            Instant.class,
            LocalDateTime.class,
            value -> LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC),
            value -> value.toInstant(ZoneOffset.UTC));

    private static final Codec EPOCH_SECONDS =
            Codec.of(Instant.class, Long.class, Instant::getEpochSecond, Instant::ofEpochSecond);

    private static final Codec EPOCH_MILLIS =
            Codec.of(Instant.class, Long.class, Instant::toEpochMilli, Instant::ofEpochMilli);

    private static final Codec EPOCH_MILLIS_TEXT = Codec.of(
            Instant.class,
            String.class,
            value -> Long.toString(value.toEpochMilli()),
            text -> Instant.ofEpochMilli(Long.parseLong(text)));

    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final Codec ISO_TEXT =
            Codec.of(Instant.class, String.class, ISO_MILLIS::format, text -> OffsetDateTime.parse(text)
                    .toInstant());

    private static final DateTimeFormatter OFFSET_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS '+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Codec OFFSET_TEXT =
            Codec.of(Instant.class, String.class, OFFSET_MILLIS::format, Codecs::momentInText);

    private static final Codec INSTANT_FLAG = new Codec(
            Boolean.class, value -> true, wire -> Boolean.TRUE.equals(wire) ? Instant.EPOCH : null, false, null);

    private Codecs() {}

    /** A date and a time, with or without a zone, which then is UTC, in any of the ways that JavaScript's libraries write. */
    static Instant momentInText(String text) {
        String joined = text.replaceFirst("(\\d) (\\d)", "$1T$2").replace(" ", "");
        boolean zoned = joined.endsWith("Z") || joined.matches(".*[+-]\\d\\d:\\d\\d");
        return OffsetDateTime.parse(zoned ? joined : joined + "Z").toInstant();
    }

    /** The codec of a representation, in the types that a driver with {@code OffsetDateTime} and UUIDs takes. */
    static Codec standard(ColumnType type) {
        return switch (type) {
            case STRING, TEXT -> STRING;
            case INTEGER -> INTEGER;
            case BIGINT -> BIGINT;
            case BOOLEAN -> BOOLEAN;
            case ID_INTEGER -> ID_INTEGER;
            case ID_BIGINT -> ID_BIGINT;
            case ID_UUID -> ID_UUID;
            case TIMESTAMP -> TIMESTAMP;
            case TIMESTAMP_UTC -> TIMESTAMP_UTC;
            case EPOCH_SECONDS -> EPOCH_SECONDS;
            case EPOCH_MILLIS -> EPOCH_MILLIS;
            case EPOCH_MILLIS_TEXT -> EPOCH_MILLIS_TEXT;
            case ISO_TEXT -> ISO_TEXT;
            case OFFSET_TEXT -> OFFSET_TEXT;
            case INSTANT_FLAG -> INSTANT_FLAG;
        };
    }

    /** A number is only found by the text that it prints as: "007" is not the key 7. */
    private static @Nullable Integer integer(String text) {
        Long value = bigint(text);
        return value != null && value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE ? value.intValue() : null;
    }

    private static @Nullable Long bigint(String text) {
        if (text.isEmpty() || text.length() > 20) {
            return null;
        }
        try {
            long value = Long.parseLong(text);
            return Long.toString(value).equals(text) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equals(text) ? value : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
