// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One line of a run.
 *
 * @param benchmark class and method
 * @param parameters what was measured, by name
 * @param perSecond the throughput
 * @param p50 the median latency in microseconds
 * @param p99 the latency that one in a hundred exceeds, in microseconds
 * @param bytes what the whole client allocates for one
 */
public record Score(
        String benchmark, Map<String, String> parameters, Measure perSecond, Measure p50, Measure p99, Measure bytes) {

    /**
     * From JMH.
     *
     * @param run the result
     * @return the line
     */
    public static Score of(RunResult run) {
        @SuppressWarnings("rawtypes")
        Map<String, Result> more = run.getSecondaryResults();
        String name = run.getParams().getBenchmark();
        return new Score(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                run.getParams().getParamsKeys().stream()
                        .collect(Collectors.toMap(key -> key, run.getParams()::getParam)),
                Measure.of(run.getPrimaryResult()),
                Measure.of(more.get("p50")),
                Measure.of(more.get("p99")),
                Measure.of(more.get("gc.alloc.rate.norm")));
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @return its value, empty if there is none
     */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @return its value
     */
    public int number(String name) {
        return Integer.parseInt(parameter(name));
    }

    /** For progress. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s %s callers: %s/s, p50 %s µs, p99 %s µs, %,.0f B",
                benchmark.substring(benchmark.indexOf('.') + 1),
                parameter("peer"),
                parameter("callers"),
                perSecond.text(0),
                new Measure(p50.value(), Double.NaN).text(0),
                new Measure(p99.value(), Double.NaN).text(0),
                bytes.value());
    }
}
