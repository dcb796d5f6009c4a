// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;

/**
 * A number and how far off it may be.
 *
 * @param value the mean; of latencies the percentile of all
 * @param error half of the 99.9 % confidence interval; NaN if one sample cannot tell
 */
public record Measure(double value, double error) {

    private static final double SMALL = 10;
    private static final Measure NONE = new Measure(Double.NaN, Double.NaN);

    static Measure of(@Nullable Result<?> result) {
        return result == null ? NONE : new Measure(result.getScore(), result.getScoreError());
    }

    /**
     * How many times another this is.
     *
     * @param other the other
     * @return the ratio, its error as errors of independent numbers add up
     */
    public Measure over(Measure other) {
        double ratio = value / other.value;
        return new Measure(ratio, ratio * Math.hypot(error / value, other.error / other.value));
    }

    /**
     * How much it may be.
     *
     * @return the value and its error, if that is known
     */
    double highest() {
        return Double.isNaN(error) ? value : value + error;
    }

    /**
     * For tables: with one digit after the point if it is small.
     *
     * @return with its error, if that is known
     */
    String text() {
        return text(value < SMALL ? 1 : 0);
    }

    /**
     * For tables.
     *
     * @param digits how many after the point
     * @return with its error, if that is known
     */
    public String text(int digits) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String format = "%,." + digits + "f";
        return Double.isNaN(error)
                ? String.format(Locale.ROOT, format, value)
                : String.format(Locale.ROOT, format + " ± " + format, value, error);
    }
}
