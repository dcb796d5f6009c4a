// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.KeyNames;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code layout=auto}, and tables that lack what would keep rows unique. */
class LayoutDetectionTest {

    @TempDir
    static Path folder;

    static Stream<Layout> onPostgres() {
        return Layouts.all().stream().filter(layout -> layout.schemas().containsKey(Family.POSTGRES));
    }

    static Stream<Layout> onSqlite() {
        return Layouts.all().stream().filter(layout -> layout.schemas().containsKey(Family.SQLITE));
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    void tablesOfPostgresAreRecognised(Layout layout) {
        TestDatabase database =
                PostgresServer.shared().database("detect_" + layout.name().replace('-', '_'));

        assertRecognised(database.config(), layout);
    }

    @ParameterizedTest
    @MethodSource("onSqlite")
    void tablesOfSqliteAreRecognised(Layout layout) {
        assertRecognised(
                DatabaseConfig.builder("sqlite")
                        .database(folder.resolve(layout.name() + ".sqlite").toString())
                        .build(),
                layout);
    }

    static Stream<Layout> onMySql() {
        return Layouts.all().stream().filter(layout -> layout.schemas().containsKey(Family.MYSQL));
    }

    @ParameterizedTest
    @MethodSource("onMySql")
    void tablesOfMySqlAreRecognised(Layout layout) {
        TestDatabase database =
                MySqlServer.shared().database("detect_" + layout.name().replace('-', '_'));

        assertRecognised(database.config(), layout);
    }

    /** Two names of one layout are no contradiction. */
    @Test
    void theLayoutOfNeonIsThatOfPg() {
        DatabaseConfig config = DatabaseConfig.parse("h2:mem:neon?layout=authjs-neon&synchronize=true");

        AuthAdapter adapter =
                Await.one(Authflux.connect(config, ConnectOptions.defaults().withLayout(Layouts.authJsPg())));

        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
        Await.done(adapter.close());
    }

    private static void assertRecognised(DatabaseConfig config, Layout layout) {
        AuthAdapter theirs = connect(config, layout.name(), true);
        User user = Await.one(theirs.users().create(NewUser.of("Ada", "ada@example.org")));
        Await.done(theirs.close());

        try (LogCapture log = LogCapture.start()) {
            AuthAdapter found = connect(config, "auto", false);
            assertThat(Await.one(found.users().findByEmail("ada@example.org"))).isEqualTo(user);
            Await.done(found.close());
            assertThat(log.lines()).anyMatch(line -> line.endsWith("the tables have the layout " + layout.name()));
        }
    }

    @Test
    void nothingIsGuessed() {
        DatabaseConfig empty = DatabaseConfig.parse("h2:mem:nothing?layout=auto&synchronize=true");

        assertThat(Await.failure(Authflux.connect(empty)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("no layout that the tables fit")
                .hasMessageContaining("table users is missing");
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThat(Await.failure(Authflux.connect("h2:mem:x?layout=authjs-mongodb")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the layout authjs-mongodb exists on mongodb, not on postgres");
        assertThatThrownBy(() -> Authflux.connect("h2:mem:x?layout=prisma"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no layout \"prisma\"; there are nextauth, authjs-pg");
        assertThatThrownBy(() -> Authflux.connect(
                        "h2:mem:x?layout=authjs-pg", ConnectOptions.defaults().withLayout(Layouts.nextAuth())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leave one of them out");
    }

    /** {@code @auth/pg-adapter}'s schema.sql has primary keys and nothing else. */
    @Test
    void withoutKeysNothingIsLinkedTwiceOnPostgres() {
        TestDatabase database = PostgresServer.shared().database("unguarded");
        Await.done(connect(database.config(), "authjs-pg", true).close());
        database.execute(
                "ALTER TABLE accounts DROP CONSTRAINT \"accounts_provider_providerAccountId_key\"",
                "ALTER TABLE users DROP CONSTRAINT users_email_key");

        assertGuarded(database.config(), "authjs-pg");
    }

    @Test
    void withoutKeysNothingIsLinkedTwiceOnMySql() {
        TestDatabase database = MySqlServer.shared().database("unguarded");
        Await.done(connect(database.config(), "authjs-typeorm", true).close());
        String index = KeyNames.TYPEORM.uniqueIndex("accounts", List.of("provider", "providerAccountId"));
        database.execute("ALTER TABLE accounts DROP INDEX " + index);

        assertGuarded(database.config(), "authjs-typeorm");
    }

    @Test
    void withoutKeysNothingIsLinkedTwiceOnSqlite() {
        DatabaseConfig config = DatabaseConfig.builder("sqlite")
                .database(folder.resolve("unguarded.sqlite").toString())
                .build();
        new TestDatabase(config, "jdbc:sqlite:" + config.database()).execute("""
                        CREATE TABLE "accounts" ("id" varchar PRIMARY KEY NOT NULL, "userId" varchar NOT NULL,
                        "type" varchar NOT NULL, "provider" varchar NOT NULL, "providerAccountId" varchar NOT NULL,
                        "refresh_token" varchar, "access_token" varchar, "expires_at" bigint, "token_type" varchar,
                        "scope" varchar, "id_token" varchar, "session_state" varchar)""");
        Await.done(connect(config, "authjs-typeorm", true).close());

        assertGuarded(config, "authjs-typeorm");
    }

    private static void assertGuarded(DatabaseConfig config, String layout) {
        try (LogCapture log = LogCapture.start()) {
            AuthAdapter adapter = connect(config, layout, false);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("the tables lack keys") && line.contains("providerAccountId"));
            List<User> users = IntStream.range(0, 8)
                    .mapToObj(i -> Await.one(adapter.users().create(NewUser.of("u" + i, "u" + i + "@example.org"))))
                    .toList();
            for (int round = 0; round < 10; round++) {
                String id = "gh" + round;
                List<Object> outcomes = Await.one(Flux.fromIterable(users)
                        .flatMap(user -> adapter.accounts()
                                .link(Account.builder(user.id(), "oauth", "github", id)
                                        .build())
                                .cast(Object.class)
                                .onErrorResume(error -> Mono.just(error)))
                        .collectList());

                assertThat(outcomes).filteredOn(Account.class::isInstance).hasSize(1);
                assertThat(outcomes)
                        .filteredOn(outcome -> !(outcome instanceof Account))
                        .allSatisfy(error -> assertThat(error)
                                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                                        .isEqualTo("provider,providerAccountId")));
            }
            Await.done(adapter.close());
        }
    }

    private static AuthAdapter connect(DatabaseConfig config, String layout, boolean synchronize) {
        return Await.one(Authflux.connect(config.mutate()
                .option(Options.LAYOUT, layout)
                .option(Options.SYNCHRONIZE, synchronize)
                .build()));
    }
}
