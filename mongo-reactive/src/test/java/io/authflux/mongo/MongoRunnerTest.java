// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.testkit.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who is under way while the client is closed. */
class MongoRunnerTest {

    private static final Duration GRACE = Duration.ofMillis(200);

    private final MongoRunner runner = new MongoRunner(new MongoErrors(DuplicateKeys.NONE), Clock.systemUTC(), GRACE);
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void whomTheDriverForgetsIsToldWhenItIsClosed() {
        Mono<String> forgotten = Mono.<String>never().doOnCancel(cancelled::incrementAndGet);
        List<CompletableFuture<?>> calls = List.of(
                runner.one("test", () -> forgotten).toFuture(),
                runner.write("test", () -> forgotten).toFuture(),
                runner.many("test", forgotten::flux).collectList().toFuture());

        Await.done(runner.closing(Mono.fromRunnable(() -> assertThat(calls).noneMatch(CompletableFuture::isDone))));

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(cancelled).hasValue(calls.size());
    }

    /** As the driver tells those who wait for a server. */
    @Test
    void whatTheDriverSaysOfItsClosingIsUnavailable() {
        Sinks.One<String> answer = Sinks.one();
        CompletableFuture<String> call = runner.one("test", answer::asMono).toFuture();

        Await.done(runner.closing(
                Mono.fromRunnable(() -> answer.tryEmitError(new MongoClientException("Shutdown in progress")))));

        assertThatThrownBy(call::get)
                .hasCauseInstanceOf(StoreUnavailableException.class)
                .hasRootCauseInstanceOf(MongoClientException.class);
    }

    /** What was sent is on its way, and the driver leaves its connection open for that. */
    @Test
    void whatIsAnsweredAMomentAfterTheClientWasClosedIsAnswered() throws Exception {
        Sinks.One<String> answer = Sinks.one();
        MongoRunner patient =
                new MongoRunner(new MongoErrors(DuplicateKeys.NONE), Clock.systemUTC(), Duration.ofMinutes(1));
        CompletableFuture<String> call = patient.one("test", answer::asMono).toFuture();
        CompletableFuture<String> empty = patient.one(
                        "test", () -> answer.asMono().filter(String::isEmpty))
                .toFuture();

        Await.done(patient.closing(Mono.empty()));
        assertThat(call).isNotDone();
        assertThat(empty).isNotDone();
        answer.tryEmitValue("found");

        assertThat(call.get()).isEqualTo("found");
        assertThat(empty.get()).isNull();
    }

    @Test
    void nothingIsSentToAClosedClient() {
        Await.done(runner.closing(Mono.empty()));
        AtomicInteger sent = new AtomicInteger();

        assertThat(Await.failure(runner.one("test", () -> Mono.fromRunnable(sent::incrementAndGet))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(Await.failure(runner.many(
                                "test",
                                () -> Flux.defer(() -> {
                                    sent.incrementAndGet();
                                    return Flux.empty();
                                }))
                        .collectList()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(sent).hasValue(0);
    }

    @Test
    void theSameErrorOfAClientThatIsOpenIsAFailure() {
        assertThat(Await.failure(runner.one("test", () -> Mono.error(new MongoClientException("no such option")))))
                .isInstanceOf(StoreFailureException.class);
    }
}
