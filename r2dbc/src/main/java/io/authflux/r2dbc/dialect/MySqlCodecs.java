// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The codecs of MySQL and MariaDB: instants travel as wall clocks in UTC, which no driver converts; UUIDs as text. */
final class MySqlCodecs {

    /** What a {@code datetime} can express. An instant beyond is only ever compared with, where the border does as well. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Codec TIMESTAMP = Codec.of(
            Instant.class, LocalDateTime.class, MySqlCodecs::wallClock, value -> value.toInstant(ZoneOffset.UTC));

    private static final Codec ID_UUID = Codec.of(
            String.class,
            String.class,
            value -> {
                Object uuid = Codecs.standard(ColumnType.ID_UUID).encode(value);
                return uuid == null ? null : uuid.toString();
            },
            value -> value);

    private MySqlCodecs() {}

    static Codec of(ColumnType type) {
        return switch (type) {
            case TIMESTAMP, TIMESTAMP_UTC -> TIMESTAMP;
            case ID_UUID -> ID_UUID;
            default -> Codecs.standard(type);
        };
    }

    /** Whether an instant is one that is kept, and not only compared with. */
    static boolean isWallClock(Instant value) {
        return !value.isBefore(EARLIEST) && !value.isAfter(LATEST);
    }

    private static LocalDateTime wallClock(Instant value) {
        Instant held = value.isBefore(EARLIEST) ? EARLIEST : value.isAfter(LATEST) ? LATEST : value;
        return LocalDateTime.ofInstant(held.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** In bytes; short text, which is the rule, is not encoded to be counted. */
    static int utf8Length(String text) {
        return text.length() * 3L <= MySqlFamily.TEXT_BYTES
                ? text.length()
                : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
