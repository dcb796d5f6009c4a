// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Waits for publishers in tests. What is waited for is subscribed to on a thread that must never block, as in an
 * application: if BlockHound is installed, it tells whatever does.
 */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Await() {}

    /**
     * Waits for the value of a publisher that must have one.
     *
     * @param <T> the type
     * @param mono the publisher
     * @return its value
     */
    public static <T> T one(Mono<T> mono) {
        return one(mono, LIMIT);
    }

    /**
     * Waits for the value of a publisher that takes its time.
     *
     * @param <T> the type
     * @param mono the publisher
     * @param limit how long to wait
     * @return its value
     */
    public static <T> T one(Mono<T> mono, Duration limit) {
        return Optional.ofNullable(get(mono, limit))
                .orElseThrow(() -> new AssertionError("empty, where a value was expected"));
    }

    /**
     * Waits for a publisher.
     *
     * @param <T> the type
     * @param mono the publisher
     * @return its value, if it has one
     */
    public static <T> Optional<T> maybe(Mono<T> mono) {
        return Optional.ofNullable(get(mono, LIMIT));
    }

    /**
     * Waits for a publisher to complete.
     *
     * @param mono the publisher
     */
    public static void done(Mono<?> mono) {
        maybe(mono);
    }

    /**
     * Waits for all values of a publisher.
     *
     * @param <T> the type
     * @param flux the publisher
     * @return its values
     */
    public static <T> List<T> all(Flux<T> flux) {
        return one(flux.collectList());
    }

    /**
     * Waits for a publisher to fail.
     *
     * @param mono the publisher
     * @return what it failed with
     */
    public static Throwable failure(Mono<?> mono) {
        return one(mono.then(Mono.<Throwable>empty()).onErrorResume(Mono::just));
    }

    /**
     * Waits for a condition.
     *
     * @param condition asked every few milliseconds
     * @throws AssertionError if it does not come true in time
     */
    public static void until(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("it did not come true within " + LIMIT);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static <T> @Nullable T get(Mono<T> mono, Duration limit) {
        CompletableFuture<T> future = mono.subscribeOn(Schedulers.parallel()).toFuture();
        try {
            return future.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw rethrow(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new AssertionError("nothing happened within " + limit, e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
