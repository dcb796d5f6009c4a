// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What a run left behind: its exit code and what it printed. */
record Outcome(int code, String out, String err) {

    static Outcome of(String... args) {
        return through(Authflux::connect, args);
    }

    static Outcome through(Function<DatabaseConfig, Mono<AuthAdapter>> door, String... args) {
        return run(false, door, args);
    }

    static Outcome watched(String... args) {
        return run(true, Authflux::connect, args);
    }

    private static Outcome run(boolean terminal, Function<DatabaseConfig, Mono<AuthAdapter>> door, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(print(out), print(err), terminal, terminal);
        int code = new QuickstartCommand(streams, door).run(args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    /** The one line on standard error; fails if there are more or none. */
    String sentence() {
        List<String> lines = err.lines().toList();
        if (lines.size() != 1) {
            throw new AssertionError("expected one line on standard error, got:\n" + err);
        }
        return lines.get(0);
    }
}
