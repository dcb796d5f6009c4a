// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How a value is represented in a column; each database has its own name for it. */
public enum ColumnType {
    /** Short text, for instance {@code varchar(255)}. */
    STRING(String.class),
    /** Text of any length. */
    TEXT(String.class),
    /** A 32-bit number. */
    INTEGER(Integer.class),
    /** A 64-bit number. */
    BIGINT(Long.class),
    /** A truth value. */
    BOOLEAN(Boolean.class),
    /** A 32-bit number that the API shows as decimal text: a serial key, or a reference to one. */
    ID_INTEGER(String.class),
    /** A 64-bit number that the API shows as decimal text. */
    ID_BIGINT(String.class),
    /** A UUID that the API shows in its canonical text. */
    ID_UUID(String.class),
    /** An instant in the database's best type for one: {@code timestamptz}, {@code timestamp(6)}, {@code datetime}. */
    TIMESTAMP(Instant.class),
    /** An instant as a wall clock without zone that always shows UTC. */
    TIMESTAMP_UTC(Instant.class),
    /** An instant as whole seconds since 1970. */
    EPOCH_SECONDS(Instant.class),
    /** An instant as milliseconds since 1970. */
    EPOCH_MILLIS(Instant.class),
    /** An instant as milliseconds since 1970 in decimal text. */
    EPOCH_MILLIS_TEXT(Instant.class),
    /** An instant as ISO 8601 text in UTC with milliseconds, {@code 2026-01-31T09:30:00.000Z}. */
    ISO_TEXT(Instant.class),
    /**
     * An instant as text in UTC with milliseconds, a blank and the offset, {@code 2026-01-31 09:30:00.000 +00:00}, as
     * Sequelize writes it where the database has no type for it.
     */
    OFFSET_TEXT(Instant.class),
    /**
     * Whether there is an instant, for a database that keeps a truth value instead: false for null. Which instant it was
     * is lost; it reads as 1970-01-01T00:00:00Z.
     */
    INSTANT_FLAG(Instant.class);

    private final Class<?> javaType;

    ColumnType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /**
     * The Java type of a value as the model and {@code attributes()} show it.
     *
     * @return one of {@link String}, {@link Integer}, {@link Long}, {@link Boolean}, {@link Instant}
     */
    public Class<?> javaType() {
        return javaType;
    }

    /** Whether it is text as the caller has it. */
    boolean isText() {
        return this == STRING || this == TEXT;
    }

    /**
     * Reads a value that was printed, for whoever keeps values as text.
     *
     * @param text what {@link Object#toString} made of a value of the {@link #javaType()}
     * @return the value
     * @throws IllegalArgumentException if the text is none; {@link java.time.format.DateTimeParseException} for an instant
     */
    public Object parse(String text) {
        if (javaType == Instant.class) {
            return Instant.parse(text);
        }
        return switch (this) {
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            default -> text;
        };
    }

    /** The smallest difference of two instants that it can express. */
    ChronoUnit precision() {
        return switch (this) {
            case EPOCH_SECONDS -> ChronoUnit.SECONDS;
            case EPOCH_MILLIS, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> ChronoUnit.MILLIS;
            default -> ChronoUnit.MICROS;
        };
    }
}
