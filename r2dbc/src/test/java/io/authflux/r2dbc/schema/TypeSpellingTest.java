// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSpellingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4                          | integer",
                "SERIAL                        | integer",
                "int                           | int(11)",
                "bigint                        | bigint(20)",
                "INTEGER                       | int",
                "varchar(255)                  | character varying(255)",
                "varchar(255)                  | varchar(255) CHARACTER SET latin1 COLLATE latin1_swedish_ci",
                "boolean                       | tinyint(1)",
                "bool                          | boolean",
                "timestamp(3)                  | timestamp(3) without time zone",
                "timestamp                     | timestamp without time zone",
                "timestamptz                   | timestamp with time zone",
                "TIMESTAMP WITH TIME ZONE      | timestamp with time zone",
                "timestamptz(3)                | timestamp(3) with time zone",
                "timestamp(0)                  | timestamp",
                "decimal(10, 2)                | numeric(10, 2)",
                "uuid DEFAULT gen_random_uuid()| uuid"
            })
    void oneTypeHasManyNames(String declared, String found) {
        assertThat(TypeSpelling.isSame(declared, found)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(191)   | varchar(255)",
                "varchar        | text",
                "integer        | bigint",
                "tinyint(4)     | tinyint(1)",
                "int            | int unsigned",
                "timestamp(3)   | timestamp(6) without time zone",
                "timestamptz    | timestamp without time zone",
                "timestamp(3)   | datetime(3)"
            })
    void typesThatDifferStayApart(String declared, String found) {
        assertThat(TypeSpelling.isSame(declared, found)).isFalse();
    }
}
