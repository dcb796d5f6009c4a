// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Mono;

/** How long calls take, from subscription to answer. Thread-safe. */
final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram nanos = new ConcurrentHistogram(LONGEST, DIGITS);

    <T> Mono<T> timed(Mono<T> call) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return call.doOnSuccess(
                    answer -> nanos.recordValue(Math.max(0, Math.min(LONGEST, System.nanoTime() - start))));
        });
    }

    long micros(double percentile) {
        return TimeUnit.NANOSECONDS.toMicros(nanos.getValueAtPercentile(percentile));
    }
}
