// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.benchmarks.database.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteSettingsTest {

    private static SuiteSettings parse(String line) {
        return SuiteSettings.parse(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--datbase h2",
                "--database db2",
                "--only lookups",
                "--only pgbench",
                "--only write --callers 256",
                "--only growth --database mysql,h2",
                "--only lookup,growth --database mysql",
                "--only lookup,write --callers 256",
                "--database ,",
                "--callers ,",
                "--callers 0",
                "--rows 0",
                "--forks 0",
                "--peer nobody",
                "--callers"
            })
    void whatCannotBeMeasuredIsRefusedInsteadOfLeftOut(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMeasuredWithPostgresAloneStartsNoOtherDatabase() {
        assertThat(parse("--only memory,overhead").products()).containsExactly(Product.POSTGRES);
        assertThat(parse("--only lookup,write").products()).containsExactly(Product.values());
        assertThat(parse("--database mysql").products()).containsExactly(Product.MYSQL);
    }

    @Test
    void onlyAWholeRunReplacesWhatIsPublished() {
        assertThat(parse("").results()).isEqualTo(Path.of("benchmarks/results"));
        assertThat(parse("--quick").results()).isEqualTo(Path.of("benchmarks/results/quick"));
        assertThat(parse("--peer jdbc").results()).isEqualTo(Path.of("benchmarks/results/part"));
        assertThat(parse("--callers 1").results()).isEqualTo(Path.of("benchmarks/results/part"));
        assertThat(parse("--sessions 10").results()).isEqualTo(Path.of("benchmarks/results/part"));
        assertThat(parse("--callers 1 --results a").results()).isEqualTo(Path.of("a"));
    }
}
