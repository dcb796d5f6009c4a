// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Score score(String peer, double perSecond) {
        Measure other = new Measure(1, 0);
        return new Score(
                "SessionLookupBenchmark.lookup",
                Map.of("peer", peer, "callers", "256"),
                new Measure(perSecond, perSecond / 10),
                other,
                other,
                other);
    }

    @Test
    void aRatioHasTheErrorsOfBothSides() {
        Measure ratio = new Measure(300, 30).over(new Measure(100, 10));
        assertThat(ratio.value()).isEqualTo(3);
        assertThat(ratio.error()).isCloseTo(3 * Math.hypot(0.1, 0.1), within(1e-9));
    }

    @Test
    void theTableSaysHowManyTimesAPeerAuthfluxIs() {
        assertThat(new Grid(List.of(score("authflux", 300), score("driver-pool", 100))).ratios())
                .contains("| R2DBC driver + r2dbc-pool | × 3.00 ± 0.42 |")
                .doesNotContain("| Authflux |");
    }

    @Test
    void theChartIsWellFormed() {
        String svg = Chart.of(
                "a < b & c", "d", new Grid(List.of(score("authflux", 300), score("driver-pool", 100))).panels());
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))))
                .doesNotThrowAnyException();
    }

    @Test
    void theLongestBarLeavesRoomForItsError() {
        String svg = Chart.of("t", "s", new Grid(List.of(score("authflux", 300), score("driver-pool", 100))).panels());
        // 300 of 330 times the room of 310.
        assertThat(svg).contains("width=\"281.8\"").contains("H560.0");
    }

    @Test
    void percentilesHaveErrorsAndTheMeanIsCallersByThroughput() {
        Grid grid = new Grid(List.of(score("authflux", 256)));
        assertThat(grid.p50()).contains("| Authflux | 1.0 ± 0.0 |");
        assertThat(grid.p99()).contains("| Authflux | 1.0 ± 0.0 |");
        assertThat(grid.mean()).contains("| Authflux | 1,000,000 |");
    }

    @Test
    void neitherPathsNorPasswordsAreKept() {
        String json = "{ \"jvm\" : \"/opt/jdk/bin/java\", \"jvmArgs\" : [\n \"-Durl=mysql://u:secret@[::1]:5/x\",\n"
                + " \"-Dq=\\\"secret\\\"\", \"-Dp=" + "/opt/a.jar:".repeat(10_000) + "\"\n], \"forks\" : 2 }";
        assertThat(Report.withoutPlaces(json))
                .doesNotContain("/opt", "secret")
                .contains("\"forks\" : 2")
                .contains("\"jvmArgs\" : [ ]");
    }

    @Test
    void twoVersionsOfALibraryAreToldApart() {
        String ours = String.join(File.pathSeparator, "a/h2-2.4.240.jar", "a/vertx-pg-client-5.0.10.jar", "a/classes");
        String its = String.join(File.pathSeparator, "b/vertx-pg-client-4.5.28.jar", "b/h2-2.4.240.jar");

        assertThat(Surroundings.libraries(ours, its))
                .isEqualTo("h2 2.4.240, vertx-pg-client 5.0.10; Hibernate Reactive with vertx-pg-client 4.5.28");
    }

    @Test
    void theSurroundingsNameNoPlaces() {
        assertThat(Surroundings.look().toString()).doesNotContain("/usr", "/root", "/home");
    }
}
