// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void aFileGetsALineForEachTenth() {
        Narrator narrator = new Narrator(Outcome.print(bytes), false);
        Progress progress = narrator.begin("signing up", 1_000);
        for (int i = 0; i < 1_000; i++) {
            progress.tick();
            narrator.draw();
        }
        narrator.end("done");

        assertThat(printed().lines())
                .hasSize(10)
                .startsWith("  signing up: 10 %", "  signing up: 20 %")
                .endsWith("  signing up: 90 %", "done");
        assertThat(printed()).doesNotContain("\r");
    }

    @Test
    void aTerminalGetsABarThatTheNextLineReplaces() {
        Narrator narrator = new Narrator(Outcome.print(bytes), true);
        Progress progress = narrator.begin("signing up", 2);
        progress.tick();
        narrator.draw();
        String bar = "  signing up [===============>              ]  50 %";
        assertThat(printed()).isEqualTo("\r" + bar);

        narrator.end("done");
        assertThat(printed())
                .isEqualTo("\r" + bar + "\r" + " ".repeat(bar.length()) + "\rdone" + System.lineSeparator());
    }

    @Test
    void nothingIsDrawnBetweenTheLongParts() {
        Narrator narrator = new Narrator(Outcome.print(bytes), true);
        narrator.draw();
        narrator.begin("signing up", 2);
        narrator.close();
        narrator.draw();

        assertThat(printed()).isEmpty();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
