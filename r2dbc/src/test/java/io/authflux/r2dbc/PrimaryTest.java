// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.StoreUnavailableException;
import io.authflux.model.NewUser;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A primary that may no longer be written to, as after a failover, and the host that has become the primary. */
class PrimaryTest {

    private static final int MOST_WRITES = 2_000;

    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

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

        /** The one that is primary at first, and the other, both with the same user. */
        List<TestDatabase> databases() {
            if (this == POSTGRES) {
                return List.of(
                        postgres.database("primary_test"),
                        PostgresServer.shared().database("primary_test"));
            }
            boolean mySql = this == MYSQL || this == MYSQL_OTHER_DRIVER;
            List<TestDatabase> databases = List.of(
                    mySql
                            ? MySqlServer.shared().database("primary_test")
                            : MariaDbServer.shared().database("primary_test"),
                    mariaDb.database("primary_test"));
            // Who may do everything may write to a read-only server too.
            databases.forEach(database -> database.execute(
                    "DROP USER IF EXISTS ordinary",
                    "CREATE USER ordinary IDENTIFIED BY 'ordinary'",
                    "GRANT ALL ON primary_test.* TO ordinary"));
            return databases;
        }

        DatabaseConfig config(List<TestDatabase> databases) {
            DatabaseConfig.Builder config = DatabaseConfig.builder(
                            databases.get(0).config().type())
                    .database("primary_test")
                    .option(Options.SYNCHRONIZE, true);
            if (this != POSTGRES) {
                config.option(Options.DRIVER, driver);
            }
            databases.forEach(database -> {
                var host = database.config().hosts().get(0);
                config.host(host.name(), host.port());
            });
            return (this == POSTGRES
                            ? config.username("postgres")
                            : config.username("ordinary").password("ordinary"))
                    .build();
        }

        void readOnly(TestDatabase database, boolean value) {
            if (this == POSTGRES) {
                postgres.configure(Map.of("default_transaction_read_only", value ? "on" : "off"));
            } else {
                database.execute("SET GLOBAL read_only = " + (value ? "1" : "0"));
            }
        }
    }

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        mariaDb = MariaDbServer.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    private static long users(TestDatabase database, String name) {
        return Long.parseLong(database.query("SELECT COUNT(*) FROM users WHERE name = '" + name + "'")
                .get(0));
    }

    /**
     * Writes until that is refused. PostgreSQL's open sessions hear of a reload a moment after it.
     *
     * @return how many were accepted before
     */
    private static long refused(AuthAdapter adapter, String name) {
        AtomicLong accepted = new AtomicLong();
        assertThat(Await.failure(adapter.users()
                        .create(NewUser.of(name, null))
                        .doOnNext(user -> accepted.incrementAndGet())
                        .repeat(MOST_WRITES)
                        .then()))
                .isInstanceOf(StoreUnavailableException.class);
        return accepted.get();
    }

    @ParameterizedTest
    @EnumSource
    void theNewPrimaryIsFound(Way way) {
        List<TestDatabase> databases = way.databases();
        // The tables of both are the same, as on a replica.
        Await.done(Authflux.connect(way.config(databases.subList(1, 2))).flatMap(AuthAdapter::close));
        AuthAdapter adapter = Await.one(Authflux.connect(way.config(databases)));
        Await.one(adapter.users().create(NewUser.of("before", null)));
        assertThat(users(databases.get(0), "before")).isEqualTo(1);
        way.readOnly(databases.get(0), true);
        try {
            long accepted = refused(adapter, "during");

            Await.one(adapter.users().create(NewUser.of("after", null)));

            assertThat(users(databases.get(1), "after")).isEqualTo(1);
            assertThat(users(databases.get(1), "during")).isZero();
            assertThat(users(databases.get(0), "during")).isEqualTo(accepted);
        } finally {
            way.readOnly(databases.get(0), false);
            Await.done(adapter.close());
        }
    }

    /** With one host there is nobody else to ask, and a replica is good enough to look sessions up. */
    @ParameterizedTest
    @EnumSource
    void theOnlyHostMayBeReadOnly(Way way) {
        List<TestDatabase> databases = way.databases();
        DatabaseConfig config = way.config(databases.subList(0, 1));
        Await.done(Authflux.connect(config).flatMap(AuthAdapter::close));
        way.readOnly(databases.get(0), true);
        try {
            AuthAdapter adapter = Await.one(Authflux.connect(
                    config.mutate().option(Options.SYNCHRONIZE, false).build()));

            assertThat(Await.maybe(adapter.sessions().findWithUser("none"))).isEmpty();
            refused(adapter, "nobody");
            Await.done(adapter.close());
        } finally {
            way.readOnly(databases.get(0), false);
        }
    }
}
