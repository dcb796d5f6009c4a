// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how far the run is, a line for each number. */
final class Progress {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private int steps;
    private int done;

    Progress(PrintStream out) {
        this.out = out;
    }

    void expect(int more) {
        steps += more;
    }

    void say(String text) {
        out.println(text);
    }

    void done(String what) {
        done++;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        long left = seconds * (steps - done) / Math.max(1, done);
        out.println(String.format(Locale.ROOT, "[%d/%d, %d:%02d left] %s", done, steps, left / 60, left % 60, what));
    }
}
