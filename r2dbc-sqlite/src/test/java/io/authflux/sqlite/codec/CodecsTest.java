// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.sqlite.config.TemporalFormat;
import io.r2dbc.spi.R2dbcType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {

    private static final Instant MOMENT = Instant.parse("2026-01-31T23:59:58.123Z");
    private static final DeclaredType NONE = DeclaredType.of(null);

    private final Codecs codecs = new Codecs(TemporalFormat.TEXT);

    private <T> @Nullable T read(Object stored, Class<T> type) {
        return codecs.decode(stored, NONE, type);
    }

    private @Nullable Object readDefault(Object stored, @Nullable String declared) {
        return codecs.decode(stored, DeclaredType.of(declared), Object.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31 23:59:58.123",
                "2026-01-31T23:59:58.123Z",
                "2026-01-31T23:59:58.123000Z",
                "2026-02-01 01:59:58.123+02:00",
                "2026-02-01T01:59:58,123 +0200",
                "2026-01-31T18:59:58.123-05",
                "1769903998123"
            })
    void everyTextOfAMomentIsRead(String text) {
        assertThat(read(text, Instant.class)).isEqualTo(MOMENT);
        assertThat(read(text, LocalDateTime.class)).isEqualTo(LocalDateTime.parse("2026-01-31T23:59:58.123"));
        assertThat(read(text, OffsetDateTime.class)).isEqualTo(MOMENT.atOffset(ZoneOffset.UTC));
        assertThat(read(text, ZonedDateTime.class)).isEqualTo(MOMENT.atZone(ZoneOffset.UTC));
    }

    @Test
    void numbersAreMomentsToo() {
        assertThat(read(1769903998L, Instant.class)).isEqualTo(MOMENT.minusMillis(123));
        assertThat(read(1769903998123L, Instant.class)).isEqualTo(MOMENT);
        assertThat(read(1769903998.123, Instant.class)).isEqualTo(MOMENT);
        assertThat(read(2440587.5, Instant.class)).isEqualTo(Instant.EPOCH);
        assertThat(read(-1L, Instant.class)).isEqualTo(Instant.EPOCH.minusSeconds(1));
        assertThat(new Codecs(TemporalFormat.EPOCH_MILLIS).decode(5000L, NONE, Instant.class))
                .isEqualTo(Instant.ofEpochSecond(5));
        assertThat(new Codecs(TemporalFormat.EPOCH_SECONDS).decode(200_000_000_000L, NONE, Instant.class))
                .isEqualTo(Instant.ofEpochSecond(200_000_000_000L));
    }

    @Test
    void datesAndTimesOfDayAreRead() {
        assertThat(read("2026-01-31", LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(read("2026-01-31", Instant.class)).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(read("23:59", LocalTime.class)).isEqualTo(LocalTime.of(23, 59));
        assertThat(read("23:59:58.5", LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 58, 500_000_000));
        assertThat(read("2026-01-31 10:11", LocalTime.class)).isEqualTo(LocalTime.of(10, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "2026-13-01", "2026-01-31 25:00", "2026-01-31 10:00 o'clock", "12:00", "20x"})
    void whatIsNoMomentIsRefused(String text) {
        assertThatThrownBy(() -> read(text, Instant.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 2026-01-31 23:59:58.123, 2026-01-31",
        "ISO_TEXT, 2026-01-31T23:59:58.123Z, 2026-01-31",
        "EPOCH_SECONDS, 1769903998, 1769817600",
        "EPOCH_MILLIS, 1769903998123, 1769817600000"
    })
    void momentsAreWrittenAsConfiguredAndReadBack(TemporalFormat format, String moment, String date) {
        Codecs writing = new Codecs(format);
        LocalDateTime utc = LocalDateTime.parse("2026-01-31T23:59:58.123");
        ZonedDateTime zoned = MOMENT.atZone(ZoneId.of("Asia/Tokyo"));
        for (Object value : new Object[] {MOMENT, utc, zoned, zoned.toOffsetDateTime()}) {
            assertThat(writing.encode(value)).hasToString(moment);
        }
        Object day = writing.encode(LocalDate.of(2026, 1, 31));
        assertThat(day).hasToString(date);
        assertThat(writing.decode(day, NONE, LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 31));
        Instant expected = format == TemporalFormat.EPOCH_SECONDS ? MOMENT.minusMillis(123) : MOMENT;
        assertThat(writing.decode(writing.encode(MOMENT), NONE, Instant.class)).isEqualTo(expected);
        assertThat(writing.encode(LocalTime.of(1, 2, 3))).isEqualTo("01:02:03.000");
    }

    @Test
    void yearsThatSqliteCannotSortAreRefused() {
        assertThatThrownBy(() -> codecs.encode(Instant.parse("+12000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalarsAreWrittenInTheirStorageClass() {
        assertThat(codecs.encode(1)).isEqualTo(1L);
        assertThat(codecs.encode((byte) 1)).isEqualTo(1L);
        assertThat(codecs.encode((short) 1)).isEqualTo(1L);
        assertThat(codecs.encode(1.5f)).isEqualTo(1.5);
        assertThat(codecs.encode(true)).isEqualTo(1L);
        assertThat(codecs.encode(false)).isEqualTo(0L);
        assertThat(codecs.encode('x')).isEqualTo("x");
        assertThat(codecs.encode(CharBuffer.wrap("x"))).isEqualTo("x");
        assertThat(codecs.encode(DayOfWeek.MONDAY)).isEqualTo("MONDAY");
        assertThat(codecs.encode(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(codecs.encode(BigInteger.TWO)).isEqualTo(2L);
        assertThat(codecs.encode(BigInteger.ONE.shiftLeft(70))).isEqualTo("1180591620717411303424");
        assertThat(codecs.encode(new UUID(1, 2))).isEqualTo("00000000-0000-0001-0000-000000000002");
        assertThat((byte[]) codecs.encode(ByteBuffer.wrap(new byte[] {1, 2}))).containsExactly(1, 2);
        assertThatThrownBy(() -> codecs.encode(Class.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalarsAreReadAsAskedFor() {
        assertThat(read(1L, Integer.class)).isEqualTo(1);
        assertThat(read(1L, int.class)).isEqualTo(1);
        assertThat(read("42", Long.class)).isEqualTo(42);
        assertThat(read(2.0, Integer.class)).isEqualTo(2);
        assertThat(read(1L, Byte.class)).isEqualTo((byte) 1);
        assertThat(read(1L, Short.class)).isEqualTo((short) 1);
        assertThat(read(1L, Float.class)).isEqualTo(1f);
        assertThat(read("1.5", Double.class)).isEqualTo(1.5);
        assertThat(read("1.50", BigDecimal.class)).isEqualTo(new BigDecimal("1.50"));
        assertThat(read(7L, BigInteger.class)).isEqualTo(7);
        assertThat(read(7L, Number.class)).isEqualTo(7L);
        assertThat(read(1L, Boolean.class)).isTrue();
        assertThat(read("off", Boolean.class)).isFalse();
        assertThat(read(0.0, boolean.class)).isFalse();
        assertThat(read(5L, String.class)).isEqualTo("5");
        assertThat(read("x", Character.class)).isEqualTo('x');
        assertThat(read("MONDAY", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
        assertThat(read("text", byte[].class)).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
        assertThat(read("00000000-0000-0001-0000-000000000002", UUID.class)).isEqualTo(new UUID(1, 2));
        assertThat(read(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2}, UUID.class))
                .isEqualTo(new UUID(1, 2));
        assertThat(codecs.decode(null, NONE, String.class)).isNull();
    }

    @Test
    void nothingIsCutOffSilently() {
        assertThatThrownBy(() -> read(1L << 40, Integer.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(1.5, Integer.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("maybe", Boolean.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("FUNDAY", DayOfWeek.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("x", Thread.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("xx", Character.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(new byte[1], Instant.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDeclaredTypeGivesTheDefault() {
        assertThat(readDefault(1L, "INTEGER")).isEqualTo(1);
        assertThat(readDefault(1L << 40, "INTEGER")).isEqualTo(1L << 40);
        assertThat(readDefault(1L, "BIGINT")).isEqualTo(1L);
        assertThat(readDefault(1L, null)).isEqualTo(1L);
        assertThat(readDefault(1L, "BOOLEAN")).isEqualTo(true);
        assertThat(readDefault("1.50", "DECIMAL(10,2)")).isEqualTo(new BigDecimal("1.50"));
        assertThat(readDefault("2026-01-31", "DATE")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(readDefault("2026-01-31 10:00", "datetime")).isEqualTo(LocalDateTime.of(2026, 1, 31, 10, 0));
        assertThat(readDefault("10:00", "TIME")).isEqualTo(LocalTime.of(10, 0));
        assertThat(readDefault("2026-01-31T10:00+01:00", "TIMESTAMP WITH TIME ZONE"))
                .isEqualTo(OffsetDateTime.parse("2026-01-31T10:00+01:00"));
        assertThat(readDefault("soon", "datetime")).isEqualTo("soon");
        assertThat(readDefault("x", "VARCHAR(9)")).isEqualTo("x");
        assertThat(readDefault(1.5, "REAL")).isEqualTo(1.5);
        assertThat(readDefault(new byte[] {1}, "BLOB")).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
    }

    @Test
    void declarationsAreUnderstood() {
        DeclaredType decimal = DeclaredType.of("DECIMAL(10, 2)");
        assertThat(decimal.precision()).isEqualTo(10);
        assertThat(decimal.scale()).isEqualTo(2);
        assertThat(decimal.type()).isEqualTo(R2dbcType.DECIMAL);
        assertThat(DeclaredType.of("varchar(255)").precision()).isEqualTo(255);
        assertThat(DeclaredType.of("MEDIUMINT").type()).isEqualTo(R2dbcType.INTEGER);
        assertThat(DeclaredType.of("CHARACTER VARYING(9)").type()).isEqualTo(R2dbcType.VARCHAR);
        assertThat(DeclaredType.of("VARBINARY").type()).isEqualTo(R2dbcType.BLOB);
        assertThat(DeclaredType.of("DOUBLE PRECISION").type()).isEqualTo(R2dbcType.DOUBLE);
        assertThat(DeclaredType.of("GEOMETRY").type().getName()).isEqualTo("ANY");
        assertThat(NONE.type().getJavaType()).isEqualTo(Object.class);
    }
}
