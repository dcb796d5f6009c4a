// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.SuiteSettings.Part;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Server;
import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.report.Report;
import io.authflux.benchmarks.report.Score;
import io.authflux.benchmarks.report.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that is measured on one database. */
final class DatabaseSuite {

    private static final Map<Operation, String> WRITES = new EnumMap<>(Map.of(
            Operation.CREATE, "Creating sessions",
            Operation.EXTEND, "Extending sessions",
            Operation.CONSUME, "Creating and consuming verification tokens"));

    private final SuiteSettings settings;
    private final Product product;
    private final Surroundings surroundings;
    private final Progress progress;
    private final Runs runs;
    private final List<PeerKind> peers;

    DatabaseSuite(SuiteSettings settings, Product product, Surroundings surroundings, Progress progress, Path log) {
        this.settings = settings;
        this.product = product;
        this.surroundings = surroundings;
        this.progress = progress;
        runs = new Runs(settings, progress, log);
        peers = Arrays.stream(PeerKind.values())
                .filter(kind -> kind.runsOn(product) && !kind.isVariant())
                .filter(kind -> settings.peers().isEmpty()
                        || kind == PeerKind.AUTHFLUX
                        || settings.peers().contains(kind))
                .toList();
    }

    /** A report for each part, so that one can be repeated without the others. */
    void run() {
        progress.say("== " + product.title() + ": starting, and filling with " + settings.sessions() + " sessions");
        try (Server server = Server.filled(product, settings.sessions())) {
            PostgresSuite more = new PostgresSuite(settings, server, progress, runs);
            report(server, "", Part.LOOKUP, report -> {
                report.peers("Session look-ups", lookups(server, peers), "lookups");
                if (product == Product.POSTGRES && settings.has(Part.PGBENCH)) {
                    more.pgbench(report);
                }
            });
            report(
                    server,
                    "-choices",
                    Part.CHOICES,
                    report -> report.peers("Choices: Authflux set up otherwise", lookups(server, variants()), ""));
            // From here on it may be another database.
            report(server, "-writes", Part.WRITE, this::writes);
            if (product == Product.POSTGRES) {
                report(server, "-overhead", Part.OVERHEAD, more::overhead);
                report(server, "-memory", Part.MEMORY, more::memory);
                report(server, "-growth", Part.GROWTH, more::growth);
            }
        }
    }

    private void report(Server server, String suffix, Part part, Consumer<Report> content) {
        if (!settings.has(part)) {
            return;
        }
        Report report = new Report(settings.results(), product.id() + suffix, server.version());
        report.surroundings(
                surroundings,
                conditions(),
                System.getProperty("authflux.benchmark.command", "./benchmark").strip(),
                part.measurement(settings),
                settings.quick());
        try {
            content.accept(report);
        } catch (RuntimeException e) {
            report.keep(runs.take());
            throw e;
        }
        report.write(runs.take());
        progress.say("   written: " + product.id() + suffix + ".md");
    }

    private String conditions() {
        List<String> named =
                List.of(System.getProperty("authflux.benchmark.named", "").split(","));
        return named.contains(product.id()) ? "named, with settings of its own" : product.conditions();
    }

    /** All peers with one number of callers before the next number: what is compared is measured side by side. */
    private List<Score> lookups(Server server, List<PeerKind> peers) {
        progress.expect(count(peers, settings.callers()));
        List<Score> scores = new ArrayList<>();
        for (int callers : settings.callers()) {
            for (PeerKind peer : bearing(peers, callers)) {
                scores.add(runs.run(
                        SessionLookupBenchmark.class,
                        "lookup",
                        server.target(),
                        settings.parameters(peer, callers, settings.sessions())));
            }
        }
        return scores;
    }

    private List<PeerKind> bearing(List<PeerKind> peers, int callers) {
        return peers.stream().filter(peer -> peer.bears(product, callers)).toList();
    }

    private int count(List<PeerKind> peers, List<Integer> numbers) {
        return numbers.stream()
                .mapToInt(callers -> bearing(peers, callers).size())
                .sum();
    }

    private List<PeerKind> variants() {
        return Arrays.stream(PeerKind.values())
                .filter(kind -> kind == PeerKind.AUTHFLUX || (kind.isVariant() && kind.runsOn(product)))
                .toList();
    }

    /** Nobody writes into what others left behind. */
    private void writes(Report report) {
        List<PeerKind> writers = peers.stream().filter(PeerKind::writes).toList();
        List<Integer> numbers = settings.writers();
        progress.expect(WRITES.size() * count(writers, numbers));
        WRITES.forEach((operation, heading) -> {
            List<Score> scores = new ArrayList<>();
            for (int callers : numbers) {
                for (PeerKind peer : bearing(writers, callers)) {
                    Map<String, String> parameters =
                            new HashMap<>(settings.parameters(peer, callers, settings.sessions()));
                    parameters.put("operation", operation.name());
                    try (Server fresh = Server.filled(product, settings.sessions())) {
                        scores.add(runs.run(SessionWriteBenchmark.class, "write", fresh.target(), parameters));
                    }
                }
            }
            report.peers(heading, scores, "");
        });
    }
}
