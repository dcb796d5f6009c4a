// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.schema.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlServerTextTest {

    private static TextRules rules(String found) {
        return new SqlServerDialect().text(ColumnType.STRING, found);
    }

    @ParameterizedTest
    @CsvSource({
        "varchar in code page 1252, Zoë, true",
        "varchar in code page 1252, Łukasz, false",
        "varchar in code page 1250, Łukasz, true",
        "varchar in code page 1252, 王, false",
        "varchar in code page 932, 王, true",
        "varchar in code page 65001, 🎉, true",
        "text in code page 1252, 王, false",
        "varchar in code page 4711, ada, true",
        "varchar in code page 4711, Zoë, false",
        "nvarchar, 🎉, true"
    })
    void aCodePageHoldsWhatItHas(String found, String text, boolean held) {
        assertThat(rules(found).canHold(text)).isEqualTo(held);
    }

    /** The first comparison is for the index, which must not be kept from it by a conversion of the column. */
    @Test
    void theParameterIsBroughtToTheColumn() {
        assertThat(rules("varchar in code page 1252").equal("c", "@p1"))
                .isEqualTo("EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE c = CAST(k.sought AS varchar(8000))"
                        + " AND c + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2)");
        assertThat(rules("nvarchar").equal("c", "@p1")).contains(" WHERE c = k.sought AND ");
        assertThat(rules("nvarchar").oneOfMany("@p1")).isEqualTo("@p1");
        assertThat(new SqlServerDialect().text(ColumnType.ID_UUID, "uniqueidentifier"))
                .isSameAs(TextRules.EXACT);
    }
}
