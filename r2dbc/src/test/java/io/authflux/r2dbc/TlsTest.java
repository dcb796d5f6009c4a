// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.AuthfluxException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.Certificates;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encryption, and whose certificates are believed. The servers have one for {@code localhost}, not for its address. */
class TlsTest {

    private static final String OTHER_NAME = "127.0.0.1";

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;
    private static MariaDbServer mariaDbInClear;

    /** Every server through every driver. */
    enum Way {
        POSTGRES("postgresql"),
        MYSQL("mysql"),
        MYSQL_OTHER_DRIVER("mariadb"),
        MARIADB("mariadb"),
        MARIADB_OTHER_DRIVER("mysql");

        private final String driver;

        Way(String driver) {
            this.driver = driver;
        }

        TestDatabase encrypted() {
            return switch (this) {
                case POSTGRES -> postgres.database("tls");
                case MYSQL, MYSQL_OTHER_DRIVER -> MySqlServer.shared().database("tls");
                case MARIADB, MARIADB_OTHER_DRIVER -> mariaDb.database("tls");
            };
        }

        TestDatabase inClear() {
            return switch (this) {
                case POSTGRES -> PostgresServer.shared().database("tls");
                case MYSQL, MYSQL_OTHER_DRIVER -> throw new IllegalStateException("MySQL always encrypts");
                case MARIADB, MARIADB_OTHER_DRIVER -> mariaDbInClear.database("tls");
            };
        }

        DatabaseConfig config(TestDatabase database, String host, UnaryOperator<DatabaseConfig.Builder> options) {
            DatabaseConfig there = database.config();
            DatabaseConfig.Builder config = DatabaseConfig.builder(there.type())
                    .host(host, there.hosts().get(0).port())
                    .database(there.database())
                    .option(Options.SYNCHRONIZE, true);
            if (this != POSTGRES) {
                config.option(Options.DRIVER, driver);
            }
            there.username().ifPresent(config::username);
            there.password().ifPresent(password -> config.password(password.value()));
            return options.apply(config).build();
        }
    }

    @BeforeAll
    static void giveServersCertificates() {
        certificates = Certificates.in(folder);
        postgres = PostgresServer.start();
        postgres.configure(Map.of(
                "ssl_cert_file", certificates.certificate().toString(),
                "ssl_key_file", certificates.key().toString(),
                "ssl", "on"));
        mariaDb = MariaDbServer.start(
                "--ssl-ca=" + certificates.authority(),
                "--ssl-cert=" + certificates.certificate(),
                "--ssl-key=" + certificates.key());
        mariaDbInClear = MariaDbServer.start("--skip-ssl");
        mySql(
                certificates.authority().toString(),
                certificates.certificate().toString(),
                certificates.key().toString());
    }

    /** A running MySQL takes new certificates; connections that are there keep theirs. */
    private static void mySql(String authority, String certificate, String key) {
        MySqlServer.shared()
                .admin()
                .execute(
                        "SET GLOBAL ssl_ca = '" + authority + "', ssl_cert = '" + certificate + "', ssl_key = '" + key
                                + "'",
                        "ALTER INSTANCE RELOAD TLS");
    }

    private static void mySqlsOwn() {
        mySql("ca.pem", "server-cert.pem", "server-key.pem");
    }

    @AfterAll
    static void takeThemBack() {
        mySqlsOwn();
        postgres.close();
        mariaDb.close();
        mariaDbInClear.close();
    }

    private static UnaryOperator<DatabaseConfig.Builder> options(SslMode mode, Object file) {
        return config -> config.option(Options.SSL_MODE, mode).option(Options.SSL_CA, file.toString());
    }

    private static UnaryOperator<DatabaseConfig.Builder> mode(SslMode mode) {
        return config -> config.option(Options.SSL_MODE, mode);
    }

    private static AuthAdapter connect(DatabaseConfig config) {
        return Await.one(Authflux.connect(config));
    }

    private static void assertWorks(DatabaseConfig config) {
        AuthAdapter adapter = connect(config);
        assertThat(Await.maybe(adapter.sessions().findWithUser("none"))).isEmpty();
        Await.done(adapter.close());
    }

    private static void assertRefused(DatabaseConfig config, String why) {
        assertThat(Await.failure(Authflux.connect(config)))
                .isInstanceOfSatisfying(AuthfluxException.class, e -> assertThat(e.isTransient())
                        .isFalse())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TLS")
                .hasMessageContaining(why)
                .hasMessageContaining("database tls")
                .hasMessageNotContaining(config.password().map(p -> p.value()).orElse("no password here"));
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfTheAuthorityIsBelieved(Way way) {
        TestDatabase database = way.encrypted();

        assertWorks(way.config(database, "localhost", options(SslMode.VERIFY_FULL, certificates.authority())));
        assertWorks(way.config(database, "localhost", options(SslMode.VERIFY_CA, certificates.authority())));
    }

    @ParameterizedTest
    @EnumSource
    void theNameIsComparedOnlyWhereThatIsAskedFor(Way way) {
        TestDatabase database = way.encrypted();

        assertWorks(way.config(database, OTHER_NAME, options(SslMode.VERIFY_CA, certificates.authority())));
        assertRefused(
                way.config(database, OTHER_NAME, options(SslMode.VERIFY_FULL, certificates.authority())), OTHER_NAME);
    }

    @ParameterizedTest
    @EnumSource
    void anotherAuthoritysCertificateIsRefused(Way way) {
        TestDatabase database = way.encrypted();

        for (SslMode mode : List.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL)) {
            assertRefused(way.config(database, "localhost", options(mode, certificates.stranger())), "authority");
            // The JVM does not know it either.
            assertRefused(way.config(database, "localhost", mode(mode)), "authority");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoOnlyAsksForEncryptionGetsItFromAnybody(Way way) {
        TestDatabase database = way.encrypted();

        for (SslMode mode : List.of(SslMode.REQUIRE, SslMode.PREFER)) {
            AuthAdapter adapter = connect(way.config(database, OTHER_NAME, mode(mode)));
            assertThat(encryptedConnections(way, database)).isPositive();
            Await.done(adapter.close());
        }
    }

    /** PostgreSQL shows it; the others let nobody in clear who must not be. */
    private static int encryptedConnections(Way way, TestDatabase database) {
        if (way == Way.POSTGRES) {
            return database.query("SELECT 1 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                            + " WHERE ssl AND application_name = 'authflux'")
                    .size();
        }
        String user = "encrypted_" + way.driver;
        database.execute(
                "DROP USER IF EXISTS " + user,
                "CREATE USER " + user + " IDENTIFIED BY 'x' REQUIRE SSL",
                "GRANT ALL ON tls.* TO " + user);
        UnaryOperator<DatabaseConfig.Builder> options = c -> c.username(user).password("x");
        assertThat(Await.failure(Authflux.connect(way.config(
                        database, OTHER_NAME, c -> options.apply(c).option(Options.SSL_MODE, SslMode.DISABLE)))))
                .isInstanceOf(AuthfluxException.class);
        assertWorks(way.config(database, OTHER_NAME, options));
        return 1;
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatHoldsNoCertificateIsNamed(Way way) {
        TestDatabase database = way.encrypted();

        for (Path file : List.of(folder.resolve("nowhere.pem"), certificates.key())) {
            assertThatThrownBy(() -> connect(way.config(database, "localhost", options(SslMode.VERIFY_CA, file))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("sslCa")
                    .hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB", "MARIADB_OTHER_DRIVER"})
    void aServerWithoutTlsIsTalkedToInClearIfThatIsAllowed(Way way) {
        TestDatabase database = way.inClear();

        assertWorks(way.config(database, OTHER_NAME, mode(SslMode.PREFER)));
        for (SslMode mode : List.of(SslMode.REQUIRE, SslMode.VERIFY_CA)) {
            assertRefused(way.config(database, OTHER_NAME, mode(mode)), "does not speak TLS");
        }
    }

    /** Who can break connections must not thereby get to read what is on them. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void aConnectionThatBreaksIsNoLeaveToTalkInClear(Way way) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread breaking = new Thread(() -> {
                try {
                    while (true) {
                        Socket met = server.accept();
                        connections.incrementAndGet();
                        met.close();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            breaking.start();
            DatabaseConfig config = DatabaseConfig.builder("mysql")
                    .host(OTHER_NAME, server.getLocalPort())
                    .database("tls")
                    .option(Options.DRIVER, way.driver)
                    .build();

            assertThat(Await.failure(Authflux.connect(config))).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(connections).hasValue(1);
    }

    /** What MySQL makes by itself when it has none, which is for no name. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL_OTHER_DRIVER"})
    void mySqlsOwnAuthorityIsBelieved(Way way) {
        TestDatabase database = way.encrypted();
        String data = database.query("SELECT @@datadir").get(0);
        mySqlsOwn();

        assertWorks(way.config(database, "localhost", options(SslMode.VERIFY_CA, Path.of(data, "ca.pem"))));
        assertRefused(
                way.config(database, "localhost", options(SslMode.VERIFY_FULL, Path.of(data, "ca.pem"))), "localhost");
    }

    @AfterEach
    void giveMySqlItsCertificateAgain() {
        mySql(
                certificates.authority().toString(),
                certificates.certificate().toString(),
                certificates.key().toString());
    }
}
