// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column of a database can hold without loss, and what it cannot. */
class ColumnTypesTest {

    private static Dialect dialect(String name) {
        return Dialects.named(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql,bigint,true",
        "mysql,int,false",
        "mysql,int(11),false",
        "mariadb,bigint(20) unsigned,true",
        "mariadb,int(11),false",
        "postgres,bigint,true",
        "postgres,integer,false",
        "h2,integer,false"
    })
    void millisecondsNeedMoreThanFourBytes(String dialect, String found, boolean accepted) {
        assertThat(dialect(dialect).accepts(ColumnType.EPOCH_MILLIS, found)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql,varchar(255) CHARACTER SET latin1,true",
        "mariadb,text CHARACTER SET utf8mb4,true",
        "mariadb,varbinary(255),false"
    })
    void textMayBeInAnyCharacterSet(String dialect, String found, boolean accepted) {
        assertThat(dialect(dialect).accepts(ColumnType.STRING, found)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void anInstantBeyondADatetimeIsRefusedAndNotMoved(String instant) {
        Column column = Column.required("expires", "expires", ColumnType.TIMESTAMP_UTC);

        for (String name : new String[] {"mysql", "mariadb"}) {
            assertThatThrownBy(() -> dialect(name).check(column, Instant.parse(instant)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expires must lie in the years 1000 to 9999");
            assertThatCode(() -> dialect(name).check(column, Instant.parse("2038-01-19T03:14:08Z")))
                    .doesNotThrowAnyException();
        }
    }
}
