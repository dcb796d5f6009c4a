// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.database.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own client in C, as the yardstick of what the server can do. It draws from scripts, each of which asks for
 * tokens of its own, so that what it finds is spread over the table.
 */
final class Pgbench {

    private static final int SCRIPTS = 100;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Target target;
    private final Population population;
    private final int seconds;

    Pgbench(Target target, Population population, int seconds) {
        this.target = target;
        this.population = population;
        this.seconds = seconds;
    }

    /** Whether this machine has the program. */
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("pgbench", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Look-ups in a second, with so many tokens in each prepared statement; empty if it failed. */
    OptionalDouble lookups(int tokens, int clients) {
        try {
            Path folder = Files.createTempDirectory("authflux-pgbench");
            try {
                return run(folder, tokens, clients);
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble run(Path folder, int tokens, int clients) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                "--time=" + seconds,
                "--host=" + target.host(),
                "--port=" + target.port(),
                "--username=" + target.user()));
        for (int script = 0; script < SCRIPTS; script++) {
            command.add("--file=" + script(folder, command, script, tokens));
        }
        command.add(target.config().database());
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", target.password());
        int status = builder.start().waitFor();
        Matcher rate = RATE.matcher(Files.readString(output));
        return status == 0 && rate.find()
                ? OptionalDouble.of(Double.parseDouble(rate.group(1)) * tokens)
                : OptionalDouble.empty();
    }

    /** Tokens are variables, so that the statement is prepared and they are its parameters. */
    private Path script(Path folder, List<String> command, int script, int tokens) throws IOException {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            String name = String.format(Locale.ROOT, "t%d_%d", script, i);
            int index = (int) ((script * (long) tokens + i) * population.known() / ((long) SCRIPTS * tokens));
            command.add("--define=" + name + "=" + population.token(index));
            names.append(i == 0 ? ":" : ", :").append(name);
        }
        String one = new Sql(Product.POSTGRES, true).sessionWithUser().replace("$2", "now()");
        String text =
                tokens == 1 ? one.replace("$1", names) : one.replace("= $1", "= ANY(ARRAY[" + names + "]::varchar[])");
        return Files.writeString(folder.resolve(script + ".sql"), text + ";\n", StandardCharsets.UTF_8);
    }
}
