// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a moment goes to a driver and comes back. */
public enum InstantForm {
    /** With its offset. */
    OFFSET(OffsetDateTime.class) {
        @Override
        public Object encode(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }

        @Override
        public Instant decode(Object value) {
            return ((OffsetDateTime) value).toInstant();
        }
    },
    /** As UTC's wall clock. */
    LOCAL(LocalDateTime.class) {
        @Override
        public Object encode(Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        @Override
        public Instant decode(Object value) {
            return ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
        }
    },
    /** As TypeORM's text for SQLite. */
    TEXT(String.class) {
        @Override
        public Object encode(Instant instant) {
            return MILLIS.format(instant);
        }

        @Override
        public Instant decode(Object value) {
            return LocalDateTime.parse(((String) value).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
    };

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Class<?> type;

    InstantForm(Class<?> type) {
        this.type = type;
    }

    /**
     * What drivers are asked for.
     *
     * @return the class
     */
    public Class<?> type() {
        return type;
    }

    /**
     * For the driver.
     *
     * @param instant the moment
     * @return what is bound
     */
    public abstract Object encode(Instant instant);

    /**
     * From the driver.
     *
     * @param value what was read
     * @return the moment
     */
    public abstract Instant decode(Object value);
}
