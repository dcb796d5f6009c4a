// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerMomentsTest {

    private static final Instant SECOND = Instant.parse("2031-05-06T07:08:09Z");

    /** What r2dbc-mssql reads of a tick, a three hundredth of a second. */
    private static Instant read(int tick) {
        return SECOND.plusMillis((tick * 10L + 1) / 3);
    }

    /** What the server compares a tick as: in whole milliseconds, or from compatibility level 130 on to seven digits. */
    private static Instant compared(int tick, boolean precise) {
        return precise ? SECOND.plusNanos(Math.round(tick * 10_000_000.0 / 300) * 100) : read(tick);
    }

    private static Instant sent(Codec codec, Instant value) {
        return ((LocalDateTime) Objects.requireNonNull(codec.encode(value))).toInstant(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "2, 0",
        "3, 3",
        "4, 3",
        "5, 3",
        "6, 3",
        "7, 7",
        "8, 7",
        "9, 7",
        "10, 10",
        "987, 987",
        "999, 997"
    })
    void whatIsWrittenIsWhatATickIsReadAs(int millis, int kept) {
        assertThat(sent(SqlServerMoments.STORED, SECOND.plusMillis(millis).plusNanos(999_999)))
                .isEqualTo(SECOND.plusMillis(kept));
        assertThat(read(Math.round(kept * 0.3f))).isEqualTo(SECOND.plusMillis(kept));
    }

    @Test
    void beforeTheEpochItIsCutOffToo() {
        assertThat(sent(SqlServerMoments.STORED, Instant.parse("1969-12-31T23:59:59.999Z")))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.997Z"));
    }

    /** Every tick of a tenth of a second against every tenth of a millisecond in it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMomentOfTheColumnIsComparedAsItIsRead(boolean precise) {
        for (int tick = 0; tick < 30; tick++) {
            for (int step = 0; step < 1_000; step++) {
                Instant now = SECOND.plusNanos(step * 100_000L);
                Instant border = sent(SqlServerMoments.BORDER, now);
                Instant column = compared(tick, precise);

                assertThat(!column.isBefore(border))
                        .as("tick %d at least %s", tick, now)
                        .isEqualTo(!read(tick).isBefore(now));
                assertThat(column.isBefore(border))
                        .as("tick %d before %s", tick, now)
                        .isEqualTo(read(tick).isBefore(now));
            }
        }
    }

    @Test
    void whatTheColumnCannotHoldIsRefusedAndComparedWithTheBorder() {
        Column column = Column.required("expires", "expires", ColumnType.TIMESTAMP);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SqlServerDialect().check(column, Instant.MAX))
                .withMessageStartingWith("expires must lie between 1753");
        assertThat(sent(SqlServerMoments.BORDER, Instant.MAX)).isBefore(Instant.parse("9999-12-31T23:59:59.998Z"));
        assertThat(sent(SqlServerMoments.STORED, Instant.MIN)).isEqualTo(Instant.parse("1753-01-01T00:00:00Z"));
    }
}
