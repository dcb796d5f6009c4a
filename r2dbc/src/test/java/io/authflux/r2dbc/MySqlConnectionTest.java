// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Getting to MySQL and MariaDB, and what comes back. */
class MySqlConnectionTest {

    private static final String MIXED = "m&%41+ö:/?#[]@!$'()*,;= \"<>^`{|}~";

    private static AuthAdapter connect(DatabaseConfig config) {
        return Await.one(Authflux.connect(config));
    }

    private static String signUp(AuthAdapter adapter) {
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        return Await.one(adapter.sessions()
                        .create(NewSession.of("token", user.id(), Instant.now().plusSeconds(3_600))))
                .sessionToken();
    }

    /** The whole exchange, which the server's cache of digests spares those who come later. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL_OTHER_DRIVER"})
    void anyPasswordIsTakenWithTlsAndWithout(MySqlKind kind, @TempDir Path folder) throws IOException {
        TestDatabase database = kind.fresh();
        String sql = MIXED.replace("\\", "\\\\").replace("'", "''");
        kind.admin()
                .execute(
                        "DROP USER IF EXISTS mixed",
                        "CREATE USER mixed IDENTIFIED WITH caching_sha2_password BY '" + sql + "'",
                        "GRANT ALL ON *.* TO mixed");
        String key = kind.admin()
                .query("SHOW STATUS LIKE 'Caching_sha2_password_rsa_public_key'")
                .get(0);
        Path file = Files.writeString(folder.resolve("key.pem"), key.substring(key.indexOf('|') + 1));
        for (SslMode mode : List.of(SslMode.REQUIRE, SslMode.DISABLE, SslMode.PREFER)) {
            kind.admin().execute("FLUSH PRIVILEGES");
            TestDatabase mixed = new TestDatabase(
                    database.config().mutate().username("mixed").password(MIXED).build(), database.jdbcUrl());
            String url = mixed.url() + "?synchronize=true&sslMode=" + mode + "&serverPublicKey=" + file + "&driver="
                    + kind.config(database).build().get(Options.DRIVER);

            AuthAdapter adapter = Await.one(Authflux.connect(url));

            assertThat(adapter.info().toString()).startsWith("MySQL 9.");
            Await.done(adapter.close());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongUserOrDatabaseIsAMistakeOfTheConfiguration(MySqlKind kind) {
        DatabaseConfig config = kind.config(kind.fresh()).build();

        for (DatabaseConfig wrong : List.of(
                config.mutate().password("geheim").build(),
                config.mutate().database("nowhere").build())) {
            assertThat(Await.failure(Authflux.connect(wrong)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageNotContaining("geheim");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatIsDownIsPassedOver(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        Host up = database.config().hosts().get(0);
        DatabaseConfig config = kind.config(new TestDatabase(
                        DatabaseConfig.builder(database.config().type())
                                .host("127.0.0.1", 1)
                                .host(up.name(), up.port())
                                .username(database.config().username().orElseThrow())
                                .password(database.config()
                                        .password()
                                        .orElseThrow()
                                        .value())
                                .database(database.config().database())
                                .build(),
                        database.jdbcUrl()))
                .option(Options.SYNCHRONIZE, true)
                .build();

        AuthAdapter adapter = connect(config);

        assertThat(Await.maybe(adapter.sessions().findWithUser(signUp(adapter))))
                .isPresent();
        Await.done(adapter.close());
    }

    /** Once prepared, a lookup is only executed; and however many shapes updates have, few are kept. */
    @ParameterizedTest
    @EnumSource
    void lookupsArePreparedOnceAndFewStatementsAreKept(MySqlKind kind) {
        AuthAdapter adapter = connect(kind.synchronizing(kind.fresh())
                .mutate()
                .option(Options.POOL_SIZE, 1)
                .build());
        String token = signUp(adapter);
        Await.one(adapter.sessions().findWithUser(token));
        long prepared = kind.status("Com_stmt_prepare");
        long executed = kind.status("Com_stmt_execute");

        Await.done(Flux.range(0, 300)
                .concatMap(i -> adapter.sessions().findWithUser(token))
                .then());

        assertThat(kind.status("Com_stmt_prepare") - prepared).isLessThan(20);
        assertThat(kind.status("Com_stmt_execute") - executed).isGreaterThanOrEqualTo(300);
        assertThat(kind.status("Prepared_stmt_count")).isLessThan(1_000);
        Await.done(adapter.close());
    }

    /** Somebody else holds the row for longer than a statement may take. */
    @ParameterizedTest
    @EnumSource
    void aStatementThatTakesTooLongIsATimeoutAndThePoolRecovers(MySqlKind kind) throws SQLException {
        TestDatabase database = kind.fresh();
        AuthAdapter unlimited = connect(kind.synchronizing(database));
        String token = signUp(unlimited);
        Await.done(unlimited.close());
        AuthAdapter adapter = connect(kind.config(database)
                .option(Options.STATEMENT_TIMEOUT, Duration.ofSeconds(2))
                .option(Options.POOL_SIZE, 1)
                .build());
        try (Connection lock = database.open()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("SELECT * FROM sessions FOR UPDATE");

            assertThat(Await.failure(adapter.sessions().delete(token))).isInstanceOf(StoreTimeoutException.class);

            lock.rollback();
        }
        assertThat(Await.one(adapter.users()
                        .findByEmail("ada@example.com")
                        .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(100)))))
                .isNotNull();
        Await.done(adapter.close());
    }

    /** Two transactions that each hold what the other wants: one of them loses, and ours is run again. */
    @ParameterizedTest
    @EnumSource
    void aDeadlockIsRunAgain(MySqlKind kind) throws Exception {
        TestDatabase database = kind.fresh();
        AuthAdapter adapter = connect(kind.synchronizing(database));
        String token = signUp(adapter);
        String user = Await.one(adapter.users().findByEmail("ada@example.com")).id();
        try (Connection other = database.open()) {
            other.setAutoCommit(false);
            // Heavier than ours, so that ours is the one to lose.
            for (int i = 0; i < 50; i++) {
                other.createStatement()
                        .execute("INSERT INTO verification_requests (identifier, token, expires)" + " VALUES ('x', 'x"
                                + i + "', '2030-01-01 00:00:00')");
            }
            other.createStatement().execute("UPDATE users SET name = 'theirs'");
            // Ours deletes the session first, and then waits for the user.
            var deleted = adapter.users().delete(user).toFuture();
            Await.done(Mono.delay(Duration.ofMillis(300)));
            other.createStatement().execute("UPDATE sessions SET access_token = 'theirs'");
            other.commit();

            assertThat(Await.one(Mono.fromFuture(deleted))).isTrue();
        }
        assertThat(Await.maybe(adapter.sessions().findWithUser(token))).isEmpty();
        Await.done(adapter.close());
    }

    /** Our own limit is longer than the server's for a lock, so that it is the server who gives up. */
    @ParameterizedTest
    @EnumSource
    void aLockThatDoesNotComeFreeInTimeIsAskedForAgainAndThenATransientError(MySqlKind kind) throws SQLException {
        TestDatabase database = kind.fresh();
        AuthAdapter unlimited = connect(kind.synchronizing(database));
        String token = signUp(unlimited);
        Await.done(unlimited.close());
        kind.admin().execute("SET GLOBAL innodb_lock_wait_timeout = 1");
        try (Connection lock = database.open()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("SELECT * FROM sessions FOR UPDATE");
            AuthAdapter adapter = connect(kind.config(database).build());
            assertThat(Await.failure(adapter.sessions().extend(token, Instant.now())))
                    .isInstanceOf(ConcurrentUpdateException.class)
                    .hasRootCauseInstanceOf(R2dbcException.class);

            var deleted = adapter.sessions().delete(token).toFuture();
            Await.done(Mono.delay(Duration.ofMillis(1_500)));
            lock.rollback();

            assertThat(Await.one(Mono.fromFuture(deleted))).isTrue();
            Await.done(adapter.close());
        } finally {
            kind.admin().execute("SET GLOBAL innodb_lock_wait_timeout = 50");
        }
    }

    /** The server hangs up on who is silent for {@code wait_timeout}; the pool must notice before it hands that out. */
    @ParameterizedTest
    @EnumSource
    void aConnectionThatTheServerClosedIsNeverHandedOut(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        String open = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '"
                + database.config().database() + "'";
        // Long enough for a slow machine to make the tables meanwhile.
        kind.admin().execute("SET GLOBAL wait_timeout = 5");
        try {
            AuthAdapter adapter = connect(kind.synchronizing(database));
            String token = signUp(adapter);
            Await.done(Flux.range(0, 16)
                    .flatMap(i -> adapter.users().findByEmail("ada@example.com"), 16)
                    .then());
            Await.until(() -> kind.admin().query(open).equals(List.of("0")));
            // What the server has said, the driver has yet to hear.
            Await.done(Mono.delay(Duration.ofMillis(500)));

            assertThat(Await.one(Flux.range(0, 16)
                            .flatMap(i -> adapter.users().findByEmail("ada@example.com"), 16)
                            .collectList()))
                    .hasSize(16);
            assertThat(Await.maybe(adapter.sessions().findWithUser(token))).isPresent();
            Await.done(adapter.close());
        } finally {
            kind.admin().execute("SET GLOBAL wait_timeout = 28800");
        }
    }

    /** Instants around a change of summer time, by a JVM that lives in another zone than the server and UTC. */
    @ParameterizedTest
    @EnumSource
    void zonesOfJvmAndServerDoNotMatter(MySqlKind kind) throws IOException, InterruptedException {
        TestDatabase database = kind.fresh();
        assertThat(kind.admin().query("SELECT @@system_time_zone")).isNotEqualTo(List.of("UTC"));

        String printed = inKathmandu(database.url() + "?synchronize=true&driver="
                + kind.config(database).build().get(Options.DRIVER));

        assertThat(printed.lines()).contains("Asia/Kathmandu").containsAll(ZoneProbe.printed());
        assertThat(database.query("SELECT UNIX_TIMESTAMP(expires) FROM sessions ORDER BY id"))
                .containsExactlyElementsOf(ZoneProbe.INSTANTS.stream()
                        .map(i -> i.getEpochSecond() + "." + String.format("%06d", i.getNano() / 1_000))
                        .toList());
    }

    private static String inKathmandu(String url) throws IOException, InterruptedException {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=Asia/Kathmandu",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ZoneProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        probe.outputWriter(StandardCharsets.UTF_8).append(url).append('\n').flush();
        try (InputStream out = probe.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(probe.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return printed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInstantThatNoTimestampHoldsIsRefusedAndNothingIsWritten(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        AuthAdapter adapter = connect(kind.synchronizing(database));
        String token = signUp(adapter);
        Instant tooLate = Instant.parse("2038-01-19T03:14:08Z");

        assertThatThrownBy(() -> adapter.sessions().create(NewSession.of("late", "1", tooLate)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expires must lie between")
                .hasMessageContaining("2038");
        assertThatThrownBy(() -> adapter.sessions().extend(token, tooLate))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(database.query("SELECT COUNT(*) FROM sessions")).containsExactly("1");
        // What is only compared with may be any instant.
        assertThat(Await.one(adapter.sessions().deleteExpired(Instant.MIN))).isZero();
        assertThat(Await.one(adapter.sessions().deleteExpired(Instant.MAX))).isEqualTo(1);
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @EnumSource
    void textThatIsTooLongIsRefusedAndMatchesNothing(MySqlKind kind) {
        AuthAdapter adapter = connect(kind.synchronizing(kind.fresh()));
        String fits = "\uD83C\uDF89".repeat(255);

        Await.one(adapter.users().create(NewUser.of(fits, fits)));
        assertThatThrownBy(() -> adapter.users().create(NewUser.of(null, fits + "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("email is longer than 255 characters");
        assertThat(Await.maybe(adapter.users().findByEmail(fits))).isPresent();
        assertThat(Await.maybe(adapter.users().findByEmail(fits + "x"))).isEmpty();
        Await.done(adapter.close());
    }

    /** A pool of the caller's own may be set up so that instants would be moved. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL"})
    void aPoolInAnotherTimeZoneIsRefused(MySqlKind kind) {
        String url = kind.fresh().url().replace("mysql://", "r2dbc:mysql://");
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(url))
                .maxSize(2)
                .build());

        assertThat(Await.failure(R2dbcAdapter.builder(pool).synchronize(true).connect()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the time zone of the session must be +00:00, is SYSTEM");
        Await.done(pool.disposeLater());
        assertThat(MySqlServer.shared().admin().toString()).doesNotContain("password");
    }
}
