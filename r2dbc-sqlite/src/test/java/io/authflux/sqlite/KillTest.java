// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process killed in the middle of commits, {@code -Dsqlite.kills} times, 4 unless given; each leaves a sound file. */
class KillTest extends FileDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int KILLS = Integer.getInteger("sqlite.kills", 4);

    @Test
    void everyAcknowledgedCommitSurvivesTheProcess() throws IOException, InterruptedException {
        Path file = directory.resolve("test.db");
        Connection setup = Sql.open(factory());
        Sql.run(setup, "CREATE TABLE a (id INTEGER PRIMARY KEY)", "CREATE TABLE b (id INTEGER PRIMARY KEY)");
        Sql.close(setup);
        long commits = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            commits += killOnce(file, kill * 1_000_000L);
        }
        LOG.warn("{} kills, {} acknowledged commits, none lost", KILLS, commits);
    }

    private long killOnce(Path file, long start) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledProcess.class.getName(),
                        file.toString(),
                        Long.toString(start))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<Long> acknowledged = new HashSet<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int enough = ThreadLocalRandom.current().nextInt(1, 200);
            String line = said.readLine();
            while (line != null && acknowledged.size() < enough) {
                acknowledged.add(Long.valueOf(line));
                line = said.readLine();
            }
            // Not the process's own method, which would close the pipe: what it said last is what matters most.
            process.toHandle().destroyForcibly();
            while (line != null) {
                acknowledged.add(Long.valueOf(line));
                line = said.readLine();
            }
            process.waitFor();
        }
        assertThat(acknowledged).isNotEmpty();
        check(acknowledged, start);
        return acknowledged.size();
    }

    private void check(Set<Long> acknowledged, long start) {
        Connection connection = Sql.open(factory());
        assertThat(Sql.one(connection, String.class, "PRAGMA integrity_check")).isEqualTo("ok");
        List<Long> a = ids(connection, "a", start);
        assertThat(a).containsAll(acknowledged);
        assertThat(ids(connection, "b", start))
                .as("both halves of each transaction")
                .isEqualTo(a);
        Sql.close(connection);
    }

    private static List<Long> ids(Connection connection, String table, long start) {
        return Sql.query(connection, Long.class, "SELECT id FROM " + table + " WHERE id >= ? ORDER BY id", start)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
