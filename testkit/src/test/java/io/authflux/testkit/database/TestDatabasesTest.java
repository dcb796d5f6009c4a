// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TestDatabasesTest {

    private static final Callable<String> BROKEN = () -> {
        throw new IOException("no binaries");
    };

    @Test
    void missingDatabaseIsSkippedUnlessItIsRequired() {
        String before = System.getProperty(TestDatabases.REQUIRE, "false");
        try {
            System.setProperty(TestDatabases.REQUIRE, "false");
            assertThatThrownBy(() -> TestDatabases.startOrSkip("AbsentDB", BROKEN))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("AbsentDB")
                    .hasMessageContaining("no binaries");
            System.setProperty(TestDatabases.REQUIRE, "true");
            assertThatThrownBy(() -> TestDatabases.startOrSkip("AbsentDB", BROKEN))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("AbsentDB");
        } finally {
            System.setProperty(TestDatabases.REQUIRE, before);
        }
    }

    @Test
    void externalServerIsNamedByPropertyOrEnvironment() {
        String name = "AUTHFLUX_TEST_ABSENTDB_URL";
        assertThat(TestDatabases.externalUrl("absentdb")).isEmpty();
        try {
            System.setProperty(name, "postgres://db/app");
            assertThat(TestDatabases.externalUrl("absentdb")).contains("postgres://db/app");
            System.setProperty(name, " ");
            assertThat(TestDatabases.externalUrl("absentdb")).isEmpty();
        } finally {
            System.clearProperty(name);
        }
    }
}
