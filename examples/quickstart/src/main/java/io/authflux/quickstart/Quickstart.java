// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.Authflux;

/** The program. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Runs and exits: with 0 if the story ended well, 1 if it did not, 2 if the URL or an option cannot be right.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        QuickstartCommand command = new QuickstartCommand(streams(), Authflux::connect);
        Runtime.getRuntime().addShutdownHook(new Thread(command::stop, "quickstart-stop"));
        System.exit(command.run(args));
    }

    /** A JVM cannot tell which of its streams is a terminal; the script that starts it can. */
    @StandardStreams
    private static Streams streams() {
        String terminals = System.getProperty("authflux.quickstart.terminals", "");
        return new Streams(System.out, System.err, terminals.contains("out"), terminals.contains("err"));
    }
}
