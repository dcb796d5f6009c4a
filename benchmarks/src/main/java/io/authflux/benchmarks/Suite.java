// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.report.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program behind {@code ./benchmark}: measures one database after the other and writes a report for each. */
public final class Suite {

    private Suite() {}

    /**
     * Runs it.
     *
     * @param arguments the options of {@code ./benchmark}
     */
    public static void main(String[] arguments) {
        PrintStream out = standardOutput();
        int status = run(arguments, out);
        out.flush();
        // Servers and libraries leave threads behind.
        Runtime.getRuntime().exit(status);
    }

    private static int run(String[] arguments, PrintStream out) {
        SuiteSettings settings;
        try {
            settings = SuiteSettings.parse(arguments);
        } catch (IllegalArgumentException e) {
            out.println("benchmark: " + e.getMessage());
            return 2;
        }
        try {
            Progress progress = new Progress(out);
            Path log = Path.of(System.getProperty("authflux.benchmark.log", "jmh.log"));
            for (Product product : settings.products()) {
                new DatabaseSuite(settings, product, Surroundings.look(), progress, log).run();
            }
            return 0;
        } catch (RuntimeException | Error e) {
            out.println("benchmark: " + e);
            e.printStackTrace(out);
            return 1;
        }
    }

    @StandardStreams
    private static PrintStream standardOutput() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }
}
