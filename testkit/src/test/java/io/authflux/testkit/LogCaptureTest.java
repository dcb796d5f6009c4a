// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogCaptureTest {

    private static final Logger OURS = LoggerFactory.getLogger("io.authflux.sample");
    private static final Logger OTHER = LoggerFactory.getLogger("org.example");

    @Test
    void hearsUsAtEveryLevelAndOthersFromInfo() {
        try (LogCapture log = LogCapture.start()) {
            OURS.trace("quiet {}", "word");
            OURS.error("loud", new IllegalStateException("inside"));
            OTHER.debug("chatter");
            OTHER.info("news");

            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines().get(0)).contains("TRACE", "io.authflux.sample", "quiet word");
            assertThat(log.lines().get(1)).contains("loud", "IllegalStateException: inside", "\tat ");
            assertThat(log.lines().get(2)).contains("org.example", "news");
        }
    }

    @Test
    void leavesNothingBehind() {
        boolean before = OURS.isTraceEnabled();
        LogCapture log = LogCapture.start();
        assertThat(OURS.isTraceEnabled()).isTrue();
        log.close();

        OURS.error("after");

        assertThat(OURS.isTraceEnabled()).isEqualTo(before);
        assertThat(log.lines()).isEmpty();
    }
}
