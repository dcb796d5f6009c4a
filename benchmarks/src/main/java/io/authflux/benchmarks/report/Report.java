// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Writes what was measured on one database: Markdown for people, JMH's JSON for machines, a chart for the README. */
public final class Report {

    private final String name;
    private final String title;
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    /**
     * An empty report.
     *
     * @param folder where its files go
     * @param name their name, without an ending
     * @param title what was measured
     */
    public Report(Path folder, String name, String title) {
        this.folder = folder;
        this.name = name;
        this.title = title;
        text.append("# ").append(title).append("\n\n");
    }

    /**
     * Says what it was measured on.
     *
     * @param surroundings the machine
     * @param server how the server is set up
     * @param command how to repeat it
     * @param settings forks and the like
     * @param quick whether it was but a quick look
     */
    public void surroundings(Surroundings surroundings, String server, String command, String settings, boolean quick) {
        if (quick) {
            text.append("**A quick look**: one fork, few and short iterations. Not to be quoted.\n\n");
        }
        text.append("| | |\n|---|---|\n");
        row("machine", surroundings.machine() + "; client and server share it");
        row("system", surroundings.system());
        row("Java", surroundings.jdk());
        row("libraries", surroundings.libraries());
        row("server", server);
        row("date", surroundings.date().toString());
        row("JMH", settings);
        row("again", "`" + command + "`");
        text.append('\n');
    }

    private void row(String what, String value) {
        text.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }

    /**
     * Tables, and a chart, of what peers reached with a number of callers.
     *
     * @param heading what was done
     * @param scores all of one benchmark
     * @param chart the chart's name, empty for none
     */
    public void peers(String heading, List<Score> scores, String chart) {
        Grid grid = new Grid(scores);
        text.append("## ").append(heading).append("\n\n");
        if (!chart.isEmpty()) {
            String file = name + "-" + chart + ".svg";
            write(file, Chart.of(title + ": " + heading, "Each second; longer is better", grid.panels()));
            text.append("![").append(heading).append("](").append(file).append(")\n\n");
        }
        String ratios = grid.ratios();
        text.append("How many times a peer's throughput Authflux reaches, in this same run")
                .append(ratios.contains("–") ? "; – where a peer does not bear so many callers:\n\n" : ":\n\n")
                .append(ratios)
                .append("\nEach second (± is half of the 99.9 % confidence interval):\n\n")
                .append(grid.perSecond())
                .append(
                        "\nLatency in µs, waiting for a connection or a thread included; half of the callers wait less, p50:\n\n")
                .append(grid.p50())
                .append("\nOne in a hundred waits longer, p99:\n\n")
                .append(grid.p99())
                .append("\nThe mean, callers ÷ throughput. It counts those too who still wait when it ends:\n\n")
                .append(grid.mean())
                .append("\nBytes that the whole client allocates for each:\n\n")
                .append(grid.bytes())
                .append('\n');
    }

    /**
     * A table.
     *
     * @param heading what it shows
     * @param explanation how it was measured
     * @param head the columns
     * @param rows the cells
     */
    public void table(String heading, String explanation, List<String> head, List<List<String>> rows) {
        text.append("## ").append(heading).append("\n\n").append(explanation).append("\n\n");
        text.append("| ").append(String.join(" | ", head)).append(" |\n|---|");
        text.append("---:|".repeat(head.size() - 1)).append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        text.append('\n');
    }

    /**
     * Writes the files.
     *
     * @param results all of JMH's; there is no JSON without any
     */
    public void write(Collection<RunResult> results) {
        write(name + ".md", text.toString().stripTrailing() + "\n");
        json(name, results);
    }

    /**
     * Writes what there is of a run that failed, beside the files of the last one that did not.
     *
     * @param results JMH's, so far; nothing is written without any
     */
    public void keep(Collection<RunResult> results) {
        json(name + "-unfinished", results);
    }

    private void json(String name, Collection<RunResult> results) {
        if (results.isEmpty()) {
            return;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(json, false, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        out.flush();
        write(name + ".json", withoutPlaces(json.toString(StandardCharsets.UTF_8)));
    }

    /** JMH writes where Java lies and what it was given, which is nobody's business and holds a password. */
    static String withoutPlaces(String json) {
        // A loop over single characters, and a class path has thousands, would take the stack.
        String text = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
        return json.replaceAll("\"jvm\" : " + text, "\"jvm\" : \"java\"")
                .replaceAll("\"jvmArgs\" : \\[\\s*(?:" + text + "\\s*,?\\s*)*\\]", "\"jvmArgs\" : [ ]");
    }

    private void write(String file, String content) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
