// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Report REPORT = new Report(
            "Odd\"DB\\ \u00b5\n 1.0", 20_000, 20_001, 20_002, 1, 200_000, 20_000, 256, 123_456, 1_234, 5_678);

    @Test
    void jsonIsOneLineInAsciiThatParsersRead() throws Exception {
        String json = REPORT.json();

        assertThat(json).doesNotContain("\n").matches("\\A\\p{ASCII}*\\z");
        assertThat(JSON.std.mapFrom(json))
                .containsEntry("database", "Odd\"DB\\ \u00b5\n 1.0")
                .containsEntry("users", 20_000)
                .containsEntry("accounts", 20_001)
                .containsEntry("sessions", 20_002)
                .containsEntry("verificationTokens", 1)
                .containsEntry("lookups", 200_000)
                .containsEntry("warmup", 20_000)
                .containsEntry("concurrency", 256)
                .containsEntry("lookupsPerSecond", 123_456)
                .containsEntry("p50Micros", 1_234)
                .containsEntry("p99Micros", 5_678)
                .hasSize(11);
    }

    @Test
    void theTableSaysTheSame() {
        assertThat(REPORT.table().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " users 20,000",
                        " lookups 200,000, 256 at a time (20,000 more to warm up, not measured)",
                        " lookups/s 123,456",
                        " p50 1,234 microseconds",
                        " p99 5,678 microseconds");
    }
}
