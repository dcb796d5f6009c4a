// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class LoadTest {

    private static final ThreadFactory THREADS = Thread::new;

    private static final int CALLERS = 8;

    private static Load start(Call<Integer, Integer> call) {
        return start(call, false);
    }

    private static Load start(Call<Integer, Integer> call, boolean perCall) {
        return Load.start(
                new Exchange<>(call, 100, Integer::valueOf, (number, answer) -> answer != null && answer == number),
                CALLERS,
                new Workers(THREADS, 2, perCall));
    }

    @Test
    void everyShapeOfCallIsAnswered() throws InterruptedException {
        try (Load load = start(
                (Call.Reactive<Integer, Integer>) number -> Mono.just(number).publishOn(Schedulers.parallel()))) {
            load.await(10_000);
        }
        try (Load load = start((Call.Staged<Integer, Integer>) number -> CompletableFuture.supplyAsync(() -> number))) {
            load.await(10_000);
        }
        for (boolean perCall : new boolean[] {false, true}) {
            try (Load load = start((Call.Blocking<Integer, Integer>) number -> number, perCall)) {
                load.await(10_000);
            }
        }
    }

    @Test
    void whereEachCallHasItsOwnThreadNoneIsUsedTwice() throws InterruptedException {
        ThreadLocal<Integer> calls = ThreadLocal.withInitial(() -> 0);
        Call.Blocking<Integer, Integer> call = number -> {
            calls.set(calls.get() + 1);
            return calls.get() == 1 ? number : -1;
        };
        try (Load load = start(call, true)) {
            load.await(1_000);
        }
    }

    /** Only the first call of each caller leaves the thread, which starts the others too. */
    @Test
    @Timeout(60)
    void answersBeforeTheCallReturnsGrowNoStack() {
        Thread starting = Thread.currentThread();
        Load load = start((Call.Reactive<Integer, Integer>) number -> Thread.currentThread() == starting
                ? Mono.just(number).publishOn(Schedulers.boundedElastic())
                : Mono.just(number));
        assertThatCode(() -> load.await(100_000)).doesNotThrowAnyException();
        load.close();
    }

    @Test
    void aWrongAnswerFailsTheRun() {
        Load load = start((Call.Blocking<Integer, Integer>) number -> number + 1);
        assertThatThrownBy(() -> load.await(1)).hasCauseInstanceOf(WrongAnswerException.class);
        assertThatThrownBy(load::close).hasCauseInstanceOf(WrongAnswerException.class);
    }

    @Test
    void aMissingAnswerFailsTheRun() {
        Load load = start((Call.Reactive<Integer, Integer>)
                number -> Mono.<Integer>empty().publishOn(Schedulers.parallel()));
        assertThatThrownBy(() -> load.await(1)).hasStackTraceContaining("answered with nothing");
        assertThatThrownBy(load::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorFailsTheRun() {
        Load load = start((Call.Staged<Integer, Integer>)
                number -> CompletableFuture.failedFuture(new IllegalStateException("away")));
        assertThatThrownBy(() -> load.await(1)).hasStackTraceContaining("away");
        assertThatThrownBy(load::close).isInstanceOf(IllegalStateException.class);
    }
}
