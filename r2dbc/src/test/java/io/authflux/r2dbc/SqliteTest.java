// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is particular about SQLite: files, memory, one writer, moments as text. */
class SqliteTest {

    private static final int CALLERS = 256;

    @TempDir
    Path folder;

    private SqliteFile file(String name) {
        return new SqliteFile(folder.resolve(name));
    }

    private static Mono<SessionWithUser> signIn(AuthAdapter adapter, int i) {
        return adapter.users()
                .create(NewUser.of("User " + i, "user" + i + "@example.com"))
                .flatMap(user -> adapter.accounts()
                        .link(Account.builder(user.id(), "oauth", "github", "gh" + i)
                                .build())
                        .then(adapter.sessions()
                                .create(NewSession.of(
                                        "t" + i, user.id(), Instant.now().plusSeconds(60)))))
                .then(adapter.sessions().findWithUser("t" + i));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sqlite://localhost/:memory:?synchronize=true", "sqlite::memory:?synchronize=true&poolSize=4"})
    void aPoolOverMemorySeesOneDatabaseWhichIsGoneWithTheAdapter(String url) {
        AuthAdapter adapter = Await.one(Authflux.connect(url));
        AuthAdapter other = Await.one(Authflux.connect(url));

        assertThat(Await.all(Flux.range(0, 64).flatMap(i -> signIn(adapter, i), 64)))
                .hasSize(64);

        assertThat(Await.maybe(other.sessions().findWithUser("t0"))).isEmpty();
        Await.done(adapter.close());
        Await.done(other.close());
    }

    /** Each subscription to a connect makes an adapter of its own, whatever became of the others. */
    @ParameterizedTest
    @ValueSource(strings = {":memory:", "many.sqlite"})
    void oneConnectMakesManyAdapters(String database) {
        boolean memory = database.equals(":memory:");
        Mono<AuthAdapter> connect = Authflux.connect(DatabaseConfig.builder("sqlite")
                .database(memory ? database : folder.resolve(database).toString())
                .option(Options.SYNCHRONIZE, true)
                .build());
        AuthAdapter one = Await.one(connect);
        AuthAdapter two = Await.one(connect);
        Await.one(signIn(one, 1));
        Await.done(one.close());

        assertThat(Await.maybe(two.sessions().findWithUser("t1")).isPresent()).isEqualTo(!memory);
        assertThat(Await.all(Flux.range(2, 32).flatMap(i -> signIn(two, i), 32)))
                .hasSize(32);
        AuthAdapter three = Await.one(connect);
        assertThat(Await.maybe(three.sessions().findWithUser("t2")).isPresent()).isEqualTo(!memory);
        Await.done(two.close());
        Await.done(three.close());
    }

    @Test
    void whoeverSignsInAtOnceWaitsForTheWriterAndNobodyFails() throws Exception {
        SqliteFile file = file("writers.sqlite");
        AuthAdapter adapter = Await.one(Authflux.connect(file.synchronizing()));

        List<SessionWithUser> found = Await.all(Flux.range(0, CALLERS).flatMap(i -> signIn(adapter, i), CALLERS));

        assertThat(found).hasSize(CALLERS);
        assertThat(file.query("SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM accounts),"
                        + " (SELECT COUNT(*) FROM sessions)"))
                .containsExactly(CALLERS + "|" + CALLERS + "|" + CALLERS);
        Await.done(adapter.close());
    }

    @Test
    void momentsAreTextWithMillisecondsAsTypeOrmWritesThem() throws Exception {
        SqliteFile file = file("moments.sqlite");
        AuthAdapter adapter = Await.one(Authflux.connect(file.synchronizing()));
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.one(adapter.sessions().create(NewSession.of("t", user.id(), Instant.parse("2030-03-10T05:30:00.0209Z"))));

        assertThat(file.query("SELECT expires, typeof(expires) FROM sessions"))
                .containsExactly("2030-03-10 05:30:00.020|text");
        assertThat(file.query("SELECT created_at GLOB '????-??-?? ??:??:??.???', typeof(id) FROM users"))
                .containsExactly("1|integer");
        Await.done(adapter.close());
    }

    @Test
    void aMomentThatTheTextHasNoFormForIsRefused() {
        AuthAdapter adapter = Await.one(Authflux.connect(file("far.sqlite").synchronizing()));

        assertThatThrownBy(() ->
                        adapter.sessions().create(NewSession.of("t", "1", Instant.parse("+10000-01-01T00:00:00Z"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expires must lie between the years 0 and 9999");
        Await.done(adapter.close());
    }

    /** With milliseconds where the application sets it, without where {@code datetime('now')} does. */
    @Test
    void rowsOfTypeOrmAreFoundExtendedAndDeleted() throws Exception {
        SqliteFile file = file("typeorm.sqlite");
        Await.done(Authflux.connect(file.synchronizing()).flatMap(AuthAdapter::close));
        file.execute(
                "INSERT INTO users (name, email, email_verified) VALUES ('Ada', 'ada@example.com', '2026-01-02 03:04:05.678')",
                "INSERT INTO sessions (user_id, expires, session_token, access_token)"
                        + " VALUES (1, '2099-12-31 23:59:59.999', 'st', 'at')",
                "INSERT INTO accounts (compound_id, user_id, provider_type, provider_id, provider_account_id)"
                        + " VALUES ('c', 1, 'oauth', 'github', '7')");
        AuthAdapter adapter = Await.one(Authflux.connect(file.config()));

        SessionWithUser found = Await.one(adapter.sessions().findWithUser("st"));
        assertThat(found.session().expires()).isEqualTo("2099-12-31T23:59:59.999Z");
        assertThat(found.user().emailVerified()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(Await.one(adapter.users().findByAccount("github", "7")).id()).isEqualTo("1");
        assertThat(Await.one(adapter.sessions()
                                .extend(
                                        "st",
                                        Instant.parse("2099-12-31T23:59:59.999Z")
                                                .plusMillis(1)))
                        .expires())
                .isEqualTo("2100-01-01T00:00:00Z");
        assertThat(file.query("SELECT expires FROM sessions")).containsExactly("2100-01-01 00:00:00.000");
        assertThat(Await.one(adapter.users().delete("1"))).isNotNull();
        assertThat(file.query("SELECT (SELECT COUNT(*) FROM users) + (SELECT COUNT(*) FROM accounts)"
                        + " + (SELECT COUNT(*) FROM sessions)"))
                .containsExactly("0");
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep/er/app.sqlite", "with blank and ü.sqlite"})
    void theFileAndItsFolderAreMade(String name) {
        SqliteFile file = file(name);

        Await.done(Authflux.connect("sqlite:///" + file.path() + "?synchronize=true")
                .flatMap(AuthAdapter::close));

        assertThat(file.path()).isNotEmptyFile();
    }

    @Test
    void whatIsNoDatabaseIsSaid() throws Exception {
        Path text =
                Files.writeString(folder.resolve("notes.txt"), "no database, but long enough to be one ".repeat(40));
        DatabaseConfig config = new SqliteFile(text).synchronizing();

        assertThat(Await.failure(Authflux.connect(config))).hasMessageNotContaining("no database, but");
        assertThat(text).content().startsWith("no database");
        assertThat(Await.failure(Authflux.connect(new SqliteFile(text.resolve("under.sqlite")).synchronizing())))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatSqliteHasNotIsRefused() {
        DatabaseConfig.Builder config = file("x.sqlite").config().mutate();

        assertThatThrownBy(() ->
                        Authflux.connect(config.username("u").password("s3cret").build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("SQLite has no users and no passwords");
    }
}
