// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class StatementLogTest {

    private static final String SQL = "SELECT name FROM users WHERE id = $1";

    private static List<String> logged(StatementLog log) {
        try (LogCapture capture = LogCapture.start()) {
            // On this thread: the line is written after the statement has completed, when another thread may look
            // already.
            log.watch("users.findById", SQL, Flux.just("Ada")).blockLast();
            return capture.lines().stream()
                    .filter(line -> line.contains("users.findById"))
                    .toList();
        }
    }

    @Test
    void everyStatementIsLoggedWithTextAndDurationIfAskedFor() {
        assertThat(logged(new StatementLog(true, Duration.ZERO)))
                .singleElement()
                .asString()
                .contains(SQL, "took", "µs")
                .doesNotContain("Ada", "slow");
    }

    @Test
    void aStatementOverTheThresholdIsSaidToBeSlow() {
        assertThat(logged(new StatementLog(false, Duration.ofNanos(1))))
                .singleElement()
                .asString()
                .contains("slow", SQL);
    }

    @Test
    void nothingIsLoggedOtherwise() {
        assertThat(logged(new StatementLog(false, Duration.ofHours(1)))).isEmpty();
        assertThat(logged(new StatementLog(false, Duration.ZERO))).isEmpty();
    }
}
