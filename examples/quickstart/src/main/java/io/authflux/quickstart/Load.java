// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many calls, a bounded number of them at a time: as many callers as {@code concurrency}, each making its next call when
 * the last one is answered.
 *
 * @param narrator hears how far it is
 * @param concurrency how many callers
 */
record Load(Narrator narrator, int concurrency) {

    private static final double NANOS = 1e9;

    /**
     * Makes the calls.
     *
     * @param label what is being done
     * @param count how many times
     * @param call makes the call with a number, from 0 on
     * @return emits how long it took; fails as the first call that fails, the others are then cancelled
     */
    Mono<Duration> run(String label, long count, LongFunction<? extends Publisher<?>> call) {
        return Mono.defer(() -> {
            Progress progress = narrator.begin(label, count);
            AtomicLong next = new AtomicLong();
            long start = System.nanoTime();
            Mono<Void> one = Mono.defer(() -> {
                long number = next.getAndIncrement();
                return number < count
                        ? Flux.from(call.apply(number))
                                .doOnComplete(progress::tick)
                                .then()
                        : Mono.empty();
            });
            Flux<Void> caller = one.repeat(() -> next.get() < count);
            int callers = (int) Math.min(concurrency, count);
            return Flux.range(0, callers)
                    .flatMap(i -> caller, callers)
                    .then(Mono.fromSupplier(() -> Duration.ofNanos(System.nanoTime() - start)))
                    .doOnNext(took -> narrator.end(summary(label, count, took)));
        });
    }

    static double perSecond(long count, Duration took) {
        return count * NANOS / Math.max(1, took.toNanos());
    }

    private static String summary(String label, long count, Duration took) {
        return String.format(
                Locale.ROOT, "  %s: %.2f s, %,.0f/s", label, took.toNanos() / NANOS, perSecond(count, took));
    }
}
