// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.AuthfluxException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** A million look-ups over a source that is slow, fast, wrong and away in turn: everybody gets one right answer or one error. */
class CoalescerStressTest {

    private static final int LOOKUPS = 1_000_000;
    private static final int CALLERS = 512;
    private static final int LANES = 2;

    private final Scheduler wire = Schedulers.newParallel("wire", 2);
    private final AtomicInteger onTheWire = new AtomicInteger();
    private final AtomicInteger mostOnTheWire = new AtomicInteger();
    private final LongAdder toldTwice = new LongAdder();

    private final LookupSource<Integer, Integer> source = new LookupSource<>() {
        @Override
        public Mono<Integer> one(Integer key) {
            return trip(Mono.fromCallable(() -> answer(key)));
        }

        @Override
        public Mono<List<Integer>> many(List<Integer> keys) {
            return trip(Mono.fromCallable(() -> {
                List<Integer> found = new ArrayList<>();
                for (Integer key : keys) {
                    Integer value = answer(key);
                    if (value != null) {
                        found.add(value);
                    }
                }
                return found;
            }));
        }

        @Override
        public Integer key(Integer value) {
            return -value;
        }
    };

    /** Every seventh key is absent, one in ten thousand is poison. */
    private static @Nullable Integer answer(int key) {
        if (isPoison(key)) {
            throw new StoreFailureException("poison", null);
        }
        return key % 7 == 0 ? null : -key;
    }

    private static boolean isPoison(int key) {
        return key % 10_000 == 9_999;
    }

    private <T> Mono<T> trip(Mono<T> work) {
        return Mono.using(
                () -> mostOnTheWire.accumulateAndGet(onTheWire.incrementAndGet(), Math::max),
                most -> {
                    int dice = ThreadLocalRandom.current().nextInt(1_000);
                    if (dice < 5) {
                        return Mono.<T>error(new StoreUnavailableException("lost", null));
                    }
                    return dice < 300 ? work.subscribeOn(wire) : dice < 310 ? late(work) : work;
                },
                most -> onTheWire.decrementAndGet());
    }

    private <T> Mono<T> late(Mono<T> work) {
        return Mono.delay(Duration.ofNanos(200_000), wire).then(work);
    }

    @Test
    @Timeout(240)
    void everybodyGetsExactlyOneRightAnswerOrOneError() {
        Coalescer<Integer, Integer> coalescer = new Coalescer<>("stress", source, new Coalescer.Limits(LANES, 64, 420));
        Map<String, LongAdder> ends = new ConcurrentHashMap<>();

        Flux.range(0, LOOKUPS)
                .parallel(4, 128)
                .runOn(Schedulers.parallel())
                .flatMap(
                        i -> lookup(coalescer, i).doOnNext(end -> ends.computeIfAbsent(end, name -> new LongAdder())
                                .increment()),
                        false,
                        CALLERS / 4)
                .sequential()
                .then()
                .timeout(Duration.ofMinutes(3))
                .toFuture()
                .join();

        assertThat(ends.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(LOOKUPS);
        assertThat(ends).containsKeys("answered", "left", "StoreUnavailableException", "StoreFailureException");
        assertThat(Objects.requireNonNull(ends.get("answered")).sum()).isGreaterThan(LOOKUPS / 2);
        assertThat(toldTwice.sum()).isZero();
        assertThat(mostOnTheWire.get()).isBetween(1, LANES);
        for (int i = 0; i < 500 && onTheWire.get() > 0; i++) {
            Mono.delay(Duration.ofMillis(10)).toFuture().join();
        }
        assertThat(onTheWire.get()).isZero();
        wire.dispose();
    }

    /** How it ends; fails if that is wrong. Poison may be met by a server that is away, but never by an answer. */
    private Mono<String> lookup(Coalescer<Integer, Integer> coalescer, int i) {
        int key = ThreadLocalRandom.current().nextInt(1, 30_000);
        Mono<Integer> lookup = coalescer.find(key).defaultIfEmpty(0);
        Mono<Integer> caller = i % 10 == 0 ? lookup.timeout(Duration.ofNanos(50_000)) : lookup.contextWrite(once());
        return caller.map(value -> {
                    if (isPoison(key) || value != (key % 7 == 0 ? 0 : -key)) {
                        throw new AssertionError("key " + key + " was answered with " + value);
                    }
                    return "answered";
                })
                .onErrorResume(AuthfluxException.class, error -> {
                    if (error instanceof StoreFailureException && !isPoison(key)) {
                        return Mono.error(new AssertionError("key " + key + " paid for another's poison"));
                    }
                    return Mono.just(error.getClass().getSimpleName());
                })
                .onErrorResume(TimeoutException.class, error -> Mono.just("left"));
    }

    /** What a sink does not take is what comes second: for one who does not leave. */
    private Context once() {
        return Context.of(
                "reactor.onNextDropped.local",
                (Consumer<Object>) value -> toldTwice.increment(),
                "reactor.onErrorDropped.local",
                (Consumer<Throwable>) error -> toldTwice.increment());
    }
}
