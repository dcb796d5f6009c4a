// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.TransientStoreException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a bad day looks like. */
class ResilienceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00Z");
    private static final int SESSIONS = 50;
    private static final int CALLERS = 200;

    private static DatabaseConfig.Builder synchronizing(TestDatabase database) {
        return database.config().mutate().option(Options.SYNCHRONIZE, true);
    }

    private static String signUp(AuthAdapter adapter) {
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        return Await.one(adapter.sessions().create(NewSession.of("token", user.id(), EXPIRES)))
                .sessionToken();
    }

    @Test
    void aKilledServerIsATransientErrorAndARestartedOneIsFoundAgain() {
        try (PostgresServer server = PostgresServer.start()) {
            AuthAdapter adapter = Await.one(
                    Authflux.connect(synchronizing(server.database("app")).build()));
            String token = signUp(adapter);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong answered = new AtomicLong();
            Mono<List<Throwable>> load = Flux.range(0, 32)
                    .flatMap(caller -> lookups(adapter, token, stop, answered), 32)
                    .collectList();
            var running = load.toFuture();
            Await.until(() -> answered.get() > 1_000);

            server.kill();
            Await.done(Mono.delay(SECOND));
            server.restart();
            long before = answered.get();
            Await.until(() -> answered.get() > before + 1_000);
            stop.set(true);

            assertThat(Await.one(Mono.fromFuture(running)))
                    .isNotEmpty()
                    .allMatch(error -> error instanceof TransientStoreException, "transient");
            assertThat(Await.maybe(adapter.sessions().findWithUser(token))).isPresent();
            Await.done(adapter.close());
        }
    }

    /** One caller's errors; every answer is the right one. */
    private static Flux<Throwable> lookups(AuthAdapter adapter, String token, AtomicBoolean stop, AtomicLong answered) {
        return adapter.sessions()
                .findWithUser(token)
                .single()
                .doOnNext(found -> answered.incrementAndGet())
                .then(Mono.<Throwable>empty())
                .onErrorResume(error -> Mono.delay(Duration.ofMillis(20)).thenReturn(error))
                .repeat(() -> !stop.get());
    }

    @Test
    void aFullPoolIsBusy() throws SQLException {
        TestDatabase database = Fresh.postgres();
        AuthAdapter adapter = Await.one(Authflux.connect(synchronizing(database)
                .option(Options.POOL_SIZE, 1)
                .option(Options.POOL_ACQUIRE_TIMEOUT, Duration.ofSeconds(3))
                .build()));
        try (Connection lock = locked(database)) {
            var stuck = adapter.sessions().deleteByUser("1").toFuture();

            assertThat(Await.failure(adapter.sessions().deleteByUser("2"))).isInstanceOf(StoreBusyException.class);

            lock.rollback();
            assertThat(Await.one(Mono.fromFuture(stuck))).isZero();
        }
        Await.done(adapter.close());
    }

    @Test
    void aStatementThatTakesTooLongIsATimeout() throws SQLException {
        TestDatabase database = Fresh.postgres();
        Await.done(Authflux.connect(synchronizing(database).build()).flatMap(AuthAdapter::close));
        AuthAdapter adapter = Await.one(Authflux.connect(database.config()
                .mutate()
                .option(Options.STATEMENT_TIMEOUT, Duration.ofSeconds(3))
                .build()));
        try (Connection lock = locked(database)) {
            assertThat(Await.failure(adapter.sessions().deleteByUser("1"))).isInstanceOf(StoreTimeoutException.class);
            lock.rollback();
        }
        assertThat(Await.one(adapter.sessions().deleteByUser("1"))).isZero();
        Await.done(adapter.close());
    }

    private static Connection locked(TestDatabase database) throws SQLException {
        Connection connection = database.open();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    @Test
    void anAdapterThatWasClosedIsUnavailableAndClosingTwiceIsFine() {
        for (TestDatabase database : List.of(Fresh.h2(), Fresh.postgres())) {
            AuthAdapter adapter =
                    Await.one(Authflux.connect(synchronizing(database).build()));
            String token = signUp(adapter);
            Await.done(adapter.close());
            Await.done(adapter.close());

            assertThat(Await.failure(adapter.sessions().findWithUser(token)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Await.failure(adapter.users().delete("1"))).isInstanceOf(StoreUnavailableException.class);
        }
    }

    /** In batches, in the queue and on their way to a connection: nobody is forgotten. */
    @Test
    void whoLooksUpWhileTheAdapterIsClosedIsAnsweredOrTold() {
        for (TestDatabase database : List.of(Fresh.h2(), Fresh.postgres())) {
            for (int round = 0; round < 5; round++) {
                AuthAdapter adapter =
                        Await.one(Authflux.connect(synchronizing(database).build()));
                if (round == 0) {
                    String user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")))
                            .id();
                    for (int i = 0; i < SESSIONS; i++) {
                        Await.one(adapter.sessions().create(NewSession.of("token" + i, user, EXPIRES)));
                    }
                }
                closeWhileManyLookUp(adapter);
            }
        }
    }

    private static void closeWhileManyLookUp(AuthAdapter adapter) {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicLong asked = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        AtomicLong told = new AtomicLong();
        var others = Flux.range(0, Integer.MAX_VALUE)
                .takeUntil(i -> closed.get())
                .doOnNext(i -> asked.incrementAndGet())
                .flatMap(
                        i -> adapter.sessions()
                                .findWithUser("token" + i % SESSIONS)
                                .single()
                                .doOnNext(found -> answered.incrementAndGet())
                                .then(Mono.<Throwable>empty())
                                .onErrorResume(
                                        StoreUnavailableException.class, e -> Mono.fromRunnable(told::incrementAndGet))
                                .onErrorResume(Mono::just),
                        CALLERS)
                .collectList()
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
        try {
            Await.until(() -> answered.get() > CALLERS);
            Await.done(adapter.close());
        } finally {
            closed.set(true);
        }

        assertThat(Await.one(Mono.fromFuture(others))).isEmpty();
        assertThat(told).hasPositiveValue();
        assertThat(answered.get() + told.get()).isEqualTo(asked.get());
    }

    @Test
    void aPoolOfTheCallersIsNeverClosed() {
        TestDatabase database = Fresh.postgres();
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(database.url().replace("postgres://", "r2dbc:postgresql://")))
                .maxSize(2)
                .build());
        R2dbcAdapter adapter =
                Await.one(R2dbcAdapter.builder(pool).synchronize(true).connect());
        String token = signUp(adapter);

        Await.done(adapter.close());

        assertThat(pool.isDisposed()).isFalse();
        assertThat(Await.maybe(adapter.sessions().findWithUser(token)))
                .map(SessionWithUser::user)
                .isPresent();
        Await.done(pool.disposeLater());
    }

    @Test
    void anUnreachableServerIsSaidToBeAtItsAddress() {
        assertThat(Await.failure(Authflux.connect("postgres://willi:geheim@localhost:1/app")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("localhost:1")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("willi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody:geheim@%s/postgres", "postgres@%s/nowhere"})
    void aWrongUserOrDatabaseIsAMistakeOfTheConfiguration(String rest) {
        String host =
                PostgresServer.shared().database("door").config().hosts().get(0).toString();

        assertThat(Await.failure(Authflux.connect("postgres://" + rest.formatted(host))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PostgreSQL at")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void h2InAFileSurvivesClosing() throws Exception {
        java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("authflux");
        String url = "h2:" + folder.resolve("app") + "?synchronize=true";
        AuthAdapter first = Await.one(Authflux.connect(url));
        String token = signUp(first);
        Await.done(first.close());

        AuthAdapter second = Await.one(Authflux.connect(url));
        assertThat(Await.maybe(second.sessions().findWithUser(token))).isPresent();
        Await.done(second.close());
    }
}
