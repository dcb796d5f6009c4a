// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * What a run proved: a table of packages and databases, in {@code target/interop-matrix.md} and between two marks in the
 * README, which must say the same. {@code -Dauthflux.updateReadme=true} makes it so. Registered as an extension it notes
 * how the tests end; tests run one after another.
 */
final class InteropMatrix implements TestWatcher {

    /** A heading; a database that is named twice by one package shares its cell. */
    enum Column {
        POSTGRES("PostgreSQL"),
        MYSQL("MySQL"),
        MARIADB("MariaDB"),
        SQLITE("SQLite"),
        MONGODB("MongoDB");

        private final String heading;

        Column(String heading) {
            this.heading = heading;
        }
    }

    private static final String PASSED = "passed";
    private static final String SKIPPED = "skipped";
    private static final String FAILED = "failed";
    private static final String BEGIN = "<!-- interop matrix: begin -->";
    private static final String END = "<!-- interop matrix: end -->";
    private static final Path README = Path.of("..", "README.md");

    /** The lines of all test classes of this JVM. */
    private static final ConcurrentSkipListMap<String, List<String>> PUBLISHED = new ConcurrentSkipListMap<>();

    private final String place;
    private final Map<String, Map<Column, String>> rows = new LinkedHashMap<>();
    private @Nullable String row;
    private @Nullable Column column;

    /**
     * Makes an empty one.
     *
     * @param place where its rows stand among those of other tests
     */
    InteropMatrix(String place) {
        this.place = place;
    }

    /** The name of a package with its version, as a folder's project pins it. */
    static String pinned(String folder, String name) throws IOException {
        Map<String, Object> project = JSON.std.mapFrom(Files.readString(Path.of(folder, "package.json")));
        Map<?, ?> versions = (Map<?, ?>) Objects.requireNonNull(project.get("dependencies"));
        Object version = versions.get(name);
        return "`" + name + "`" + (version == null ? "" : " " + version);
    }

    /** Says what the cells of a package are where nothing runs. */
    void row(String name, Map<Column, String> cells) {
        rows.computeIfAbsent(name, key -> new LinkedHashMap<>()).putAll(cells);
    }

    /** Says what the tests from now on are about. */
    void running(String newRow, Column newColumn) {
        row = newRow;
        column = newColumn;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(PASSED);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        note(SKIPPED);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        note(FAILED);
    }

    /** The worst that happened stays. */
    void note(String outcome) {
        String currentRow = Objects.requireNonNull(row, "nothing is running");
        Column currentColumn = Objects.requireNonNull(column, "nothing is running");
        rows.computeIfAbsent(currentRow, key -> new LinkedHashMap<>())
                .merge(currentColumn, outcome, (before, now) -> before.equals(PASSED) ? now : before);
    }

    /** Runs what comes before the tests of a cell, and notes it if it fails. */
    <T> T opening(Callable<T> open) throws Exception {
        try {
            return open.call();
        } catch (TestAbortedException e) {
            note(SKIPPED);
            throw e;
        } catch (Exception | AssertionError e) {
            note(FAILED);
            throw e;
        }
    }

    /** Writes the table, and compares it with the README's unless something was skipped. */
    void publish() throws IOException {
        List<String> lines = rows.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        PUBLISHED.put(place, lines);
        List<String> all = new ArrayList<>(head());
        PUBLISHED.values().forEach(all::addAll);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "interop-matrix.md"), all);
        if (lines.stream().anyMatch(line -> line.contains(SKIPPED))) {
            return;
        }
        if (Boolean.getBoolean("authflux.updateReadme")) {
            update(all);
        }
        assertThat(block(Files.readString(README)).lines().toList())
                .as("the README's table of what was proven; -Dauthflux.updateReadme=true writes it")
                .containsSubsequence(lines);
    }

    private static List<String> head() {
        List<String> headings = List.of(Column.values()).stream()
                .map(heading -> heading.heading)
                .toList();
        return List.of("| | " + String.join(" | ", headings) + " |", "|---|" + "---|".repeat(headings.size()));
    }

    private static String line(String name, Map<Column, String> cells) {
        StringBuilder line = new StringBuilder("| ").append(name).append(" |");
        for (Column each : Column.values()) {
            line.append(' ').append(cells.getOrDefault(each, "–")).append(" |");
        }
        return line.toString();
    }

    private static String block(String readme) {
        return readme.substring(begin(readme), end(readme));
    }

    /** Test classes that have not run keep their rows only if all run in one JVM, which the build does. */
    private static void update(List<String> lines) throws IOException {
        String readme = Files.readString(README);
        String table = "\n" + String.join("\n", lines) + "\n";
        Files.writeString(README, readme.substring(0, begin(readme)) + table + readme.substring(end(readme)));
    }

    private static int begin(String readme) {
        int mark = readme.indexOf(BEGIN);
        assertThat(mark).as("the mark %s in the README", BEGIN).isPositive();
        return mark + BEGIN.length();
    }

    private static int end(String readme) {
        int mark = readme.indexOf(END, begin(readme));
        assertThat(mark).as("the mark %s in the README", END).isPositive();
        return mark;
    }
}
