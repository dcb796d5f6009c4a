// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.Options;
import io.authflux.error.TransientStoreException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MariaDbServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server that dies in the middle of load and comes back, seen through both drivers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbRestartTest {

    private final MariaDbServer server = MariaDbServer.start();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aKilledServerIsATransientErrorAndARestartedOneIsFoundAgain(String driver) {
        AuthAdapter adapter = Await.one(Authflux.connect(server.database("app")
                .config()
                .mutate()
                .option(Options.DRIVER, driver)
                .option(Options.SYNCHRONIZE, true)
                .build()));
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(adapter.sessions()
                .create(NewSession.of("token", user.id(), Instant.now().plusSeconds(3_600))));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        Mono<List<Throwable>> load = Flux.range(0, 16)
                .flatMap(caller -> calls(adapter, caller, stop, answered), 16)
                .collectList();
        var running = load.toFuture();
        Await.until(() -> answered.get() > 200);

        server.kill();
        Await.done(Mono.delay(Duration.ofSeconds(1)));
        server.restart();
        long before = answered.get();
        Await.until(() -> answered.get() > before + 200);
        stop.set(true);

        List<Throwable> errors = Await.one(Mono.fromFuture(running));
        assertThat(errors).isNotEmpty();
        assertThat(errors.stream().filter(error -> !(error instanceof TransientStoreException)))
                .extracting(Throwable::getCause)
                .isEmpty();
        assertThat(Await.maybe(adapter.sessions().findWithUser("token"))).isPresent();
        Await.done(adapter.close());
    }

    /** One caller's errors; half of the callers look sessions up, half extend one. */
    private static Flux<Throwable> calls(AuthAdapter adapter, int caller, AtomicBoolean stop, AtomicLong answered) {
        Mono<?> call = caller % 2 == 0
                ? adapter.sessions().findWithUser("token")
                : adapter.sessions().extend("token", Instant.now().plusSeconds(7_200 + caller));
        return call.single()
                .doOnNext(found -> answered.incrementAndGet())
                .then(Mono.<Throwable>empty())
                .onErrorResume(error -> Mono.delay(Duration.ofMillis(20)).thenReturn(error))
                .repeat(() -> !stop.get());
    }
}
