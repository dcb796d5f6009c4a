// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.load.Latencies;
import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds what the callers waited to JMH's results, so that percentiles have forks, iterations and errors too. */
public final class LatencyProfiler implements InternalProfiler {

    private static final double MICRO = 1e3;

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
        return List.of(percentile("p50", nanos, 50), percentile("p99", nanos, 99), percentile("p99.9", nanos, 99.9));
    }

    private static ScalarResult percentile(String name, Histogram nanos, double percentile) {
        return new ScalarResult(name, nanos.getValueAtPercentile(percentile) / MICRO, "us", AggregationPolicy.AVG);
    }
}
