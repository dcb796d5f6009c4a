// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long the calls of this JVM took, each from asking to its checked answer. Threads are spread over several recorders, so
 * that few wait for each other to write. Thread-safe.
 */
public final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    /** How many digits of a latency are kept. */
    public static final int DIGITS = 3;

    private static final List<Recorder> RECORDERS =
            Stream.generate(() -> new Recorder(LONGEST, DIGITS)).limit(16).toList();

    private Latencies() {}

    static void record(long nanos) {
        int mine = (int) (Thread.currentThread().getId() % RECORDERS.size());
        RECORDERS.get(mine).recordValue(Math.max(0, Math.min(LONGEST, nanos)));
    }

    /**
     * What was recorded since this was last called.
     *
     * @return nanoseconds
     */
    public static Histogram take() {
        Histogram all = new Histogram(LONGEST, DIGITS);
        RECORDERS.forEach(recorder -> all.add(recorder.getIntervalHistogram()));
        return all;
    }
}
