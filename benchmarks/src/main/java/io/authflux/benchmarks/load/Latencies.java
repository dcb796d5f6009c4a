// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long the calls of this JVM took, each from asking to its checked answer. Thread-safe. */
public final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final Recorder RECORDER = new Recorder(LONGEST, 3);

    private Latencies() {}

    static void record(long nanos) {
        RECORDER.recordValue(Math.max(0, Math.min(LONGEST, nanos)));
    }

    /**
     * What was recorded since this was last called.
     *
     * @return nanoseconds
     */
    public static Histogram take() {
        return RECORDER.getIntervalHistogram();
    }
}
