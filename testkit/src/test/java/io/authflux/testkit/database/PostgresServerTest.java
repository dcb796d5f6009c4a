// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void databaseOfANameIsEmptyEachTime() throws SQLException {
        TestDatabase first = server.database("app_one");
        first.execute("CREATE TABLE t (x int)", "INSERT INTO t VALUES (1)");

        TestDatabase again = server.database("app_one");

        assertThatThrownBy(() -> again.execute("SELECT * FROM t")).isInstanceOf(IllegalStateException.class);
        assertThat(text(again, "SHOW server_version")).startsWith("18");
        assertThat(text(again, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(again.url()).startsWith("postgres://postgres:@localhost:").endsWith("/app_one");
    }

    @Test
    void killedServerComesBackWithItsData() throws SQLException {
        TestDatabase database = server.database("app_two");
        database.execute("CREATE TABLE t (x int)", "INSERT INTO t VALUES (42)", "CHECKPOINT");

        server.kill();
        assertThatThrownBy(database::open).isInstanceOf(SQLException.class);
        server.restart();

        assertThat(text(database, "SELECT x::text FROM t")).isEqualTo("42");
    }

    @Test
    void nameIsNoPlaceForSql() {
        assertThatThrownBy(() -> server.database("x; DROP DATABASE postgres"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
