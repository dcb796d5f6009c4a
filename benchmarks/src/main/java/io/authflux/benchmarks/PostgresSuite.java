// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Server;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.benchmarks.report.Measure;
import io.authflux.benchmarks.report.Report;
import io.authflux.benchmarks.report.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured on PostgreSQL alone. */
final class PostgresSuite {

    private static final List<PeerKind> MOCKED = List.of(PeerKind.AUTHFLUX, PeerKind.DRIVER, PeerKind.DRIVER_POOL);
    private static final List<PeerKind> GROWN = List.of(PeerKind.AUTHFLUX, PeerKind.DRIVER_POOL, PeerKind.JDBC);
    private static final List<Integer> MOCK_CALLERS = List.of(1, 64, 256, 1_024);
    private static final int GROWTH_CALLERS = 256;
    private static final int PGBENCH_SECONDS = 10;

    private final SuiteSettings settings;
    private final Server server;
    private final Progress progress;
    private final Runs runs;

    PostgresSuite(SuiteSettings settings, Server server, Progress progress, Runs runs) {
        this.settings = settings;
        this.server = server;
        this.progress = progress;
        this.runs = runs;
    }

    void pgbench(Report report) {
        if (!Pgbench.isInstalled()) {
            progress.say("   pgbench is not installed: left out");
            return;
        }
        Pgbench pgbench = new Pgbench(server.target(), population(settings.sessions()), PGBENCH_SECONDS);
        List<List<String>> rows = new ArrayList<>();
        for (int tokens : new int[] {1, 64, 200}) {
            for (int clients : new int[] {1, 4, 16}) {
                String rate = pgbench.lookups(tokens, clients).stream()
                        .mapToObj(lookups -> String.format(Locale.ROOT, "%,.0f", lookups))
                        .findFirst()
                        .orElse("failed");
                rows.add(List.of(Integer.toString(tokens), Integer.toString(clients), rate));
                progress.say("   pgbench, " + tokens + " tokens, " + clients + " clients: " + rate + "/s");
            }
        }
        report.table(
                "pgbench",
                "What PostgreSQL's own client reaches on the same server with the same rows, in prepared statements of so"
                        + " many tokens; it throws the rows away.",
                List.of("tokens a statement", "clients", "look-ups a second"),
                rows);
    }

    void overhead(Report report) {
        progress.expect(MOCKED.size() * MOCK_CALLERS.size());
        List<Score> scores = new ArrayList<>();
        for (int callers : MOCK_CALLERS) {
            for (PeerKind peer : MOCKED) {
                scores.add(runs.run(
                        OverheadBenchmark.class,
                        "lookup",
                        server.target(),
                        settings.parameters(peer, callers, settings.sessions())));
            }
        }
        report.peers("Overhead: look-ups through a driver that does nothing", scores, "");
    }

    void memory(Report report) {
        List<List<String>> rows = new ArrayList<>();
        for (PeerKind peer : List.of(PeerKind.AUTHFLUX, PeerKind.DRIVER_POOL)) {
            long bytes = PendingMemory.bytesEach(
                    peer,
                    new PeerSettings(server.target(), settings.poolSize(), PendingMemory.LOOKUPS),
                    population(PendingMemory.LOOKUPS));
            rows.add(List.of(peer.title(), Long.toString(bytes)));
            progress.say("   waiting look-ups, " + peer.title() + ": " + bytes + " B each");
        }
        report.table(
                "Memory",
                String.format(
                        Locale.ROOT,
                        "Heap for each of %,d look-ups that wait for a database which does not answer.",
                        PendingMemory.LOOKUPS),
                List.of("", "bytes each"),
                rows);
    }

    /** Last: the database is another one afterwards. */
    void growth(Report report) {
        progress.expect(settings.rows().size() * GROWN.size());
        List<List<String>> rows = new ArrayList<>();
        for (int size : settings.rows()) {
            progress.say("   growing to " + size + " sessions");
            List<Measure> reached = grown(size);
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", size)));
            reached.forEach(measure -> row.add(measure.text(0)));
            reached.stream()
                    .skip(1)
                    .forEach(measure ->
                            row.add("× " + reached.get(0).over(measure).text(1)));
            rows.add(row);
        }
        List<String> head = new ArrayList<>(List.of("sessions"));
        GROWN.forEach(peer -> head.add(peer.title()));
        GROWN.stream().skip(1).forEach(peer -> head.add("Authflux ÷ " + peer.title()));
        report.table(
                "Growth",
                "Look-ups a second with " + GROWTH_CALLERS
                        + " callers as sessions, and as many users, become more; up to"
                        + " 100,000 different ones are asked for, spread evenly.",
                head,
                rows);
    }

    private List<Measure> grown(int size) {
        try (Server larger = Server.filled(Product.POSTGRES, size)) {
            return GROWN.stream()
                    .map(peer -> runs.run(
                                    SessionLookupBenchmark.class,
                                    "lookup",
                                    larger.target(),
                                    settings.parameters(peer, GROWTH_CALLERS, size))
                            .perSecond())
                    .toList();
        }
    }

    private static Population population(int size) {
        return Population.of(Product.POSTGRES, size);
    }
}
