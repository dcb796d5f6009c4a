// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far a long part has got. Any thread may {@link #tick}, which costs next to nothing; what there is to see is drawn
 * by whoever has the time.
 */
final class Progress {

    private static final int BAR = 30;
    private static final int PERCENT = 100;
    private static final int STEP = 10;

    private final String label;
    private final long total;
    private final LongAdder done = new LongAdder();
    private long told;

    Progress(String label, long total) {
        this.label = label;
        this.total = total;
    }

    void tick() {
        done.increment();
    }

    /** For a terminal: the whole state, to be drawn over what was there. */
    String bar() {
        long percent = percent();
        int filled = (int) (percent * BAR / PERCENT);
        String blocks = "=".repeat(filled) + (filled < BAR ? ">" + " ".repeat(BAR - filled - 1) : "");
        return String.format(Locale.ROOT, "  %s [%s] %3d %%", label, blocks, percent);
    }

    /** For a file: a line for each tenth that is complete, and nothing in between; not thread-safe. */
    String line() {
        long tenth = percent() / STEP * STEP;
        if (tenth <= told || tenth >= PERCENT) {
            return "";
        }
        told = tenth;
        return String.format(Locale.ROOT, "  %s: %d %%", label, tenth);
    }

    private long percent() {
        return Math.min(PERCENT, done.sum() * PERCENT / total);
    }
}
