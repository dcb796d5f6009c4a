// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyPercentileTest {

    /** An iteration of so many calls that each took so long. */
    private static LatencyPercentile iteration(long calls, long micros) {
        Histogram nanos = new Histogram(3);
        nanos.recordValueWithCount(micros * 1_000, calls);
        return LatencyPercentile.of("p50", 50, nanos, LatencyPercentile.compress(nanos));
    }

    @Test
    void thePercentileIsThatOfAllLatenciesAndItsErrorThatOfTheIterations() {
        LatencyPercentile together = LatencyPercentile.together(
                List.of(iteration(1_000, 100), iteration(1_000, 100), iteration(10, 90_000)));

        assertThat(together.getScore()).isCloseTo(100, within(1.0));
        assertThat(together.getSampleCount()).isEqualTo(3);
        assertThat(together.getScoreError()).isGreaterThan(10_000);
        assertThat(together.getLabel()).isEqualTo("p50");
    }

    /** As JMH's forks hand it over. */
    @Test
    void itSurvivesSerialization() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(iteration(5, 200));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            LatencyPercentile read = (LatencyPercentile) in.readObject();
            assertThat(LatencyPercentile.together(List.of(read, iteration(5, 200)))
                            .getScore())
                    .isCloseTo(200, within(1.0));
        }
    }
}
