// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.authflux.sqlite.config.OpenMode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class ErrorTest extends FileDatabase {

    private Connection connection;

    @BeforeEach
    void createTables() {
        connection = open();
        Sql.run(
                connection,
                "CREATE TABLE p (id INTEGER PRIMARY KEY, u TEXT UNIQUE, n TEXT NOT NULL, c INTEGER CHECK (c > 0))",
                "CREATE TABLE f (p INTEGER REFERENCES p)",
                "CREATE TABLE s (i INTEGER) STRICT",
                "INSERT INTO p VALUES (1, 'u', 'n', 1)",
                "CREATE TRIGGER tr BEFORE DELETE ON p BEGIN SELECT RAISE(ABORT, 'kept'); END");
    }

    private R2dbcException failure(String sql) {
        return catchThrowableOfType(R2dbcException.class, () -> Sql.run(connection, sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        INSERT INTO p VALUES (1, 'v', 'n', 1)    | 1555 | 23505
        INSERT INTO p VALUES (2, 'u', 'n', 1)    | 2067 | 23505
        INSERT INTO p VALUES (2, 'v', NULL, 1)   | 1299 | 23502
        INSERT INTO p VALUES (2, 'v', 'n', 0)    | 275  | 23514
        INSERT INTO f VALUES (9)                 | 787  | 23503
        INSERT INTO s VALUES ('x')               | 3091 | 23000
        DELETE FROM p                            | 1811 | 23000
        """)
    void brokenConstraintsAreIntegrityViolations(String sql, int code, String state) {
        R2dbcException failure = failure(sql);
        assertThat(failure).isInstanceOf(R2dbcDataIntegrityViolationException.class);
        assertThat(failure.getErrorCode()).isEqualTo(code);
        assertThat(failure.getSqlState()).isEqualTo(state);
        assertThat(failure.getSql()).isEqualTo(sql);
        assertThat(failure).hasCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @CsvSource({"SELEC 1", "SELECT * FROM nowhere", "INSERT INTO p (x) VALUES (1)"})
    void wrongSqlIsBadGrammar(String sql) {
        assertThat(failure(sql)).isInstanceOf(R2dbcBadGrammarException.class);
        assertThat(failure(sql).getSql()).isEqualTo(sql);
    }

    @Test
    void writingToAReadOnlyDatabaseIsNotPermitted() {
        Connection reader = open(new SqliteConnectionFactory(
                configuration().openMode(OpenMode.READ_ONLY).build()));
        assertThat(Sql.one(reader, Long.class, "SELECT count(*) FROM p")).isEqualTo(1);
        assertThat(catchThrowableOfType(R2dbcException.class, () -> Sql.run(reader, "DELETE FROM f")))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
    }

    @Test
    void aMissingFileIsANonTransientFailure() {
        SqliteConnectionFactory missing = new SqliteConnectionFactory(
                io.authflux.sqlite.config.SqliteConnectionConfiguration.file(directory.resolve("missing.db"))
                        .openMode(OpenMode.READ_WRITE)
                        .build());
        R2dbcException failure = catchThrowableOfType(R2dbcException.class, () -> Sql.open(missing));
        assertThat(failure).isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThat(failure.getErrorCode()).isEqualTo(14);
    }

    @Test
    void aFileOfSomethingElseIsANonTransientFailure() throws IOException {
        Files.writeString(directory.resolve("text.db"), "This is no database. ".repeat(100));
        SqliteConnectionFactory text = new SqliteConnectionFactory(
                io.authflux.sqlite.config.SqliteConnectionConfiguration.file(directory.resolve("text.db"))
                        .build());
        R2dbcException failure = catchThrowableOfType(R2dbcException.class, () -> Sql.open(text));
        assertThat(failure).isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThat(failure.getErrorCode()).isEqualTo(26);
    }

    @Test
    void aLockHeldByOthersIsTransient() throws SQLException {
        Mono.from(connection.setLockWaitTimeout(Duration.ofMillis(20))).block();
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("test.db"));
                java.sql.Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            R2dbcException failure = failure("INSERT INTO p VALUES (3, 'w', 'n', 1)");
            assertThat(failure).isInstanceOf(R2dbcTransientResourceException.class);
            assertThat(failure.getErrorCode()).isEqualTo(5);
            statement.execute("ROLLBACK");
        }
        Sql.run(connection, "INSERT INTO p VALUES (3, 'w', 'n', 1)");
    }

    @Test
    void messagesHoldNoValues() {
        R2dbcException failure = catchThrowableOfType(R2dbcException.class, () -> Sql.update(
                        connection, "INSERT INTO p VALUES (?, ?, ?, ?)", 2, "u", "top secret", 1)
                .block());
        assertThat(failure).hasMessageNotContaining("secret").hasMessageContaining("p.u");
    }
}
