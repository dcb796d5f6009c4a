// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.load.Latencies;
import java.util.Collection;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** Adds what the callers waited to JMH's results, so that percentiles have forks, iterations and errors too. */
public final class LatencyProfiler implements InternalProfiler {

    @Override
    public String getDescription() {
        return "percentiles of the callers' latencies";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        Latencies.take();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Histogram nanos = Latencies.take();
        byte[] compressed = LatencyPercentile.compress(nanos);
        return Stream.of("50", "99", "99.9")
                .map(percentile ->
                        LatencyPercentile.of("p" + percentile, Double.parseDouble(percentile), nanos, compressed))
                .toList();
    }
}
