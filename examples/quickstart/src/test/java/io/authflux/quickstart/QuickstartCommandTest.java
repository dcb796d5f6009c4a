// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartCommandTest {

    private static final String[] SMALL = {"--users", "20", "--lookups", "200", "--concurrency", "8"};

    private static String[] small(String url, String... more) {
        String[] args = new String[SMALL.length + 1 + more.length];
        args[0] = url;
        System.arraycopy(SMALL, 0, args, 1, SMALL.length);
        System.arraycopy(more, 0, args, 1 + SMALL.length, more.length);
        return args;
    }

    @Test
    void theStoryIsToldFromBeginningToEnd() {
        Outcome outcome = Outcome.of(small("h2:mem:told"));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("Opening h2 database mem:told", "Connected to H2 ", "signing up", "linking accounts")
                .contains("signing in", "warming up", "looking sessions up", "made-up cookie", "A day later")
                .contains("First click: the address is proven. Second click: refused.", "3 sessions are gone")
                .containsPattern("(?m)^  users +20$")
                .containsPattern("(?m)^  accounts +20$")
                .containsPattern("(?m)^  sessions +22$")
                .containsPattern("(?m)^  lookups/s +[0-9,]+$")
                .containsPattern("(?m)^  p99 +[0-9,]+ microseconds$");
    }

    @Test
    void jsonIsAloneOnStandardOutput() throws Exception {
        Outcome outcome = Outcome.of(small("h2:mem:json", "--json"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.outLines()).hasSize(1);
        assertThat(outcome.err()).contains("Connected to H2 ", "signing up");
        Map<String, Object> report = JSON.std.mapFrom(outcome.out());
        assertThat(report)
                .containsEntry("users", 20)
                .containsEntry("sessions", 22)
                .containsEntry("lookups", 200);
        assertThat((String) report.get("database")).startsWith("H2 2.");
        assertThat(number(report, "lookupsPerSecond")).isPositive();
        assertThat(number(report, "p50Micros")).isPositive();
        assertThat(number(report, "p99Micros")).isGreaterThanOrEqualTo(number(report, "p50Micros"));
    }

    private static int number(Map<String, Object> report, String name) {
        return (Integer) Objects.requireNonNull(report.get(name), name);
    }

    @Test
    void aTerminalIsLeftClean() {
        Outcome outcome =
                Outcome.watched("h2:mem:watched", "--users", "2000", "--lookups", "2000", "--concurrency", "1");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("\r  signing up [").contains("\r  signing up: ");
        assertThat(outcome.out().substring(outcome.out().lastIndexOf('\r') + 1)).doesNotContain("[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2:file:", "sqlite://localhost/"})
    void itRunsTwiceOnTheSameFile(String start, @TempDir Path folder) {
        String url = start + folder.resolve("twice");

        assertThat(Outcome.of(small(url)).code()).isZero();
        assertThat(Outcome.of(small(url)).code()).isZero();
        assertThat(Outcome.of(small(url + "?synchronize=false")).code()).isZero();
    }

    @Test
    void oneUserIsEnough() {
        Outcome outcome = Outcome.of("h2:mem:one", "--users", "1", "--lookups", "1", "--concurrency", "1");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void helpGoesToStandardOutput() {
        Outcome outcome = Outcome.of("--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Usage: ./quickstart");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                                | the URL must start with the type of the database",
                "informix://u:s3cr3t@h/db                  | nothing on the class path opens \"informix\"",
                "postgres://u:s3cr3t@h:99999/db          | a port must be between 1 and 65535",
                "postgres://u:s3cr3t@h/db?pasword=s3cr3t | there is no option pasword",
                "jdbc:postgresql://u:s3cr3t@h/db         | leave out the leading",
                "h2:./x;INIT=RUNSCRIPT                   | H2 is opened embedded",
            })
    void aWrongUrlIsOneSentence(String url, String sentence) {
        Outcome outcome = Outcome.of(small(url));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.sentence()).startsWith("quickstart: ").contains(sentence);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("s3cr3t");
    }

    @Test
    void aWrongOptionIsOneSentence() {
        Outcome outcome = Outcome.of("--users", "-1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.sentence())
                .isEqualTo("quickstart: --users expects a whole number from 1 to 1000000, not \"-1\"");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() {
        // Port 1 is below what anybody may listen on without being root, and nobody does.
        Outcome outcome = Outcome.of(small("postgres://ada:s3cr3t@127.0.0.1:1/app"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.sentence()).contains("127.0.0.1:1", "cannot be reached");
        assertThat(outcome.err() + outcome.out()).doesNotContain("s3cr3t");
    }

    @Test
    void inJsonModeAFailureLeavesStandardOutputEmpty() {
        Outcome outcome = Outcome.of(small("postgres://ada:s3cr3t@127.0.0.1:1/app", "--json"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("s3cr3t");
    }

    @Test
    void missingTablesAreListedOnOneLine() {
        Outcome outcome = Outcome.of(small("h2:mem:bare?synchronize=false"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.sentence()).contains("synchronize=true", "users", "sessions");
    }

    @Test
    void aStackTraceComesOnlyWhenAskedFor() {
        Outcome outcome = Outcome.of(small("postgres://ada:s3cr3t@127.0.0.1:1/app", "--trace"));

        assertThat(outcome.err()).contains("\tat ").doesNotContain("s3cr3t");
    }
}
