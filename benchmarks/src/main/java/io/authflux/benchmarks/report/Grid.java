// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import io.authflux.benchmarks.peer.PeerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scores of one benchmark, by peer and number of callers, as tables in Markdown and as a chart. */
final class Grid {

    private static final String OURS = PeerKind.AUTHFLUX.id();
    private static final double MICROS = 1e6;

    private final List<Score> scores;
    private final List<Integer> callers;
    private final List<String> peers;

    Grid(List<Score> scores) {
        this.scores = scores;
        callers = scores.stream()
                .map(score -> score.number("callers"))
                .distinct()
                .sorted()
                .toList();
        peers = scores.stream().map(score -> score.parameter("peer")).distinct().toList();
    }

    private Optional<Score> find(String peer, int number) {
        return scores.stream()
                .filter(score -> score.parameter("peer").equals(peer) && score.number("callers") == number)
                .findFirst();
    }

    private static String title(String peer) {
        return PeerKind.of(peer).title();
    }

    /** How many times a peer's throughput ours is. */
    String ratios() {
        return table(peers.stream().filter(peer -> !peer.equals(OURS)).toList(), score -> find(
                        OURS, score.number("callers"))
                .map(ours -> "× " + ours.perSecond().over(score.perSecond()).text(2))
                .orElse("–"));
    }

    String perSecond() {
        return table(peers, score -> score.perSecond().text(0));
    }

    String p50() {
        return table(peers, score -> score.p50().text());
    }

    String p99() {
        return table(peers, score -> score.p99().text());
    }

    /** Callers ÷ throughput, in which those count too who still wait when it ends. */
    String mean() {
        return table(
                peers,
                score -> String.format(
                        Locale.ROOT,
                        "%,.0f",
                        MICROS * score.number("callers") / score.perSecond().value()));
    }

    String bytes() {
        return table(
                peers,
                score -> String.format(Locale.ROOT, "%,.0f", score.bytes().value()));
    }

    private String table(List<String> rows, Function<Score, String> cell) {
        StringBuilder text = new StringBuilder("| |");
        callers.forEach(number -> text.append(' ').append(number).append(number == 1 ? " caller |" : " callers |"));
        text.append("\n|---|").append("---:|".repeat(callers.size())).append('\n');
        for (String peer : rows) {
            String cells = callers.stream()
                    .map(number -> find(peer, number).map(cell).orElse("–"))
                    .collect(Collectors.joining(" | "));
            text.append("| ").append(title(peer)).append(" | ").append(cells).append(" |\n");
        }
        return text.toString();
    }

    List<Chart.Panel> panels() {
        List<Chart.Panel> panels = new ArrayList<>();
        for (int number : callers) {
            Optional<Score> ours = find(OURS, number);
            List<Chart.Bar> bars = peers.stream()
                    .flatMap(peer -> find(peer, number).stream())
                    .map(score -> bar(score, ours))
                    .toList();
            panels.add(new Chart.Panel(number == 1 ? "1 caller" : number + " callers", bars));
        }
        return panels;
    }

    private static Chart.Bar bar(Score score, Optional<Score> ours) {
        boolean us = score.parameter("peer").equals(OURS);
        Measure perSecond = score.perSecond();
        String share = us || ours.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (Authflux × %.1f)",
                        ours.get().perSecond().over(perSecond).value());
        return new Chart.Bar(
                title(score.parameter("peer")),
                perSecond,
                String.format(Locale.ROOT, "%,.0f/s%s", perSecond.value(), share),
                us);
    }
}
