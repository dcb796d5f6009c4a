// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.io.PrintStream;

/**
 * Where things are printed.
 *
 * @param out for what was asked for
 * @param err for what went wrong
 * @param outIsTerminal whether somebody watches {@code out}
 * @param errIsTerminal whether somebody watches {@code err}
 */
record Streams(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {

    /** The story goes to {@code out}, unless that is kept for the one line of JSON. */
    Narrator narrator(boolean json) {
        return json ? new Narrator(err, errIsTerminal) : new Narrator(out, outIsTerminal);
    }
}
