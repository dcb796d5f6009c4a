// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Tells the story: lines, and below them on a terminal a bar that moves. Thread-safe. */
final class Narrator {

    private final PrintStream stream;
    private final boolean terminal;
    private @Nullable Progress current;
    private int drawn;

    Narrator(PrintStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    synchronized void say(String line) {
        erase();
        stream.println(line);
        stream.flush();
    }

    /** Begins a long part, and ends the one before. */
    synchronized Progress begin(String label, long total) {
        Progress progress = new Progress(label, total);
        current = progress;
        return progress;
    }

    /** Ends the long part with a line that sums it up. */
    synchronized void end(String line) {
        current = null;
        say(line);
    }

    /** Shows how far the long part is. To be called now and then, by a thread that has nothing better to do. */
    synchronized void draw() {
        Progress progress = current;
        if (progress == null) {
            return;
        }
        if (terminal) {
            String bar = progress.bar();
            stream.print("\r" + bar + " ".repeat(Math.max(0, drawn - bar.length())));
            stream.flush();
            drawn = bar.length();
        } else {
            String line = progress.line();
            if (!line.isEmpty()) {
                stream.println(line);
                stream.flush();
            }
        }
    }

    /** Ends whatever is under way, so that the next line begins at the left. */
    synchronized void close() {
        current = null;
        erase();
    }

    private void erase() {
        if (drawn > 0) {
            stream.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }
}
