// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.load.Latencies;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * A percentile of latencies in microseconds. That of several iterations is the percentile of all their latencies, not the mean of
 * theirs, which a bad one would rule; how far theirs are apart is its error.
 */
final class LatencyPercentile extends Result<LatencyPercentile> {

    private static final long serialVersionUID = 1L;
    private static final double MICRO = 1e3;

    private final double percentile;
    private final double value;

    /** Compressed: JMH keeps one for each iteration. */
    private final List<byte[]> latencies;

    private LatencyPercentile(String label, double percentile, Statistics each, Histogram all, List<byte[]> latencies) {
        super(ResultRole.SECONDARY, label, each, "us", AggregationPolicy.AVG);
        this.percentile = percentile;
        this.value = micros(all, percentile);
        this.latencies = latencies;
    }

    /** Of one iteration; {@code compressed} are its latencies again. */
    static LatencyPercentile of(String label, double percentile, Histogram nanos, byte[] compressed) {
        return new LatencyPercentile(label, percentile, of(micros(nanos, percentile)), nanos, List.of(compressed));
    }

    static byte[] compress(Histogram nanos) {
        ByteBuffer buffer = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        int length = nanos.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / MICRO;
    }

    @Override
    public double getScore() {
        return value;
    }

    @Override
    protected Aggregator<LatencyPercentile> getThreadAggregator() {
        return LatencyPercentile::together;
    }

    @Override
    protected Aggregator<LatencyPercentile> getIterationAggregator() {
        return LatencyPercentile::together;
    }

    /** Of all their latencies. */
    static LatencyPercentile together(Collection<LatencyPercentile> results) {
        LatencyPercentile first = results.iterator().next();
        ListStatistics each = new ListStatistics();
        List<byte[]> latencies = new ArrayList<>();
        for (LatencyPercentile result : results) {
            result.statistics.getRawData().forEachRemaining(value -> each.addValue(value.getKey()));
            latencies.addAll(result.latencies);
        }
        return new LatencyPercentile(first.label, first.percentile, each, all(latencies), latencies);
    }

    private static Histogram all(List<byte[]> latencies) {
        try {
            Histogram all = new Histogram(Latencies.DIGITS);
            for (byte[] compressed : latencies) {
                all.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), 0));
            }
            return all;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
