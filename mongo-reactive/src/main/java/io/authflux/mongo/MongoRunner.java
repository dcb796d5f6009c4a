// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Runs every call of every store: anew for each subscription, its errors translated. */
final class MongoRunner {

    /** The last pause is six seconds: of 32 that deadlock on DocumentDB the server ends one in 20 ms, and all others wait. */
    private static final int ATTEMPTS = 8;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final MongoErrors errors;
    private final Clock clock;
    private volatile boolean closed;

    MongoRunner(MongoErrors errors, Clock clock) {
        this.errors = errors;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** From now on every call fails. */
    void close() {
        closed = true;
    }

    <T> Mono<T> one(String operation, Supplier<? extends Publisher<T>> call) {
        return Mono.defer(() -> closed ? Mono.<T>error(gone(operation)) : Mono.from(call.get()))
                .onErrorMap(e -> translate(operation, e));
    }

    /**
     * The same for one write: where another one was in the way nothing was written, so it is tried again, as MongoDB
     * itself does, and other servers of its protocol do not. Not at once: two that were in each other's way would be so again.
     */
    <T> Mono<T> write(String operation, Supplier<? extends Publisher<T>> call) {
        return one(operation, call)
                .retryWhen(Retry.backoff(ATTEMPTS, PAUSE)
                        .filter(ConcurrentUpdateException.class::isInstance)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
    }

    <T> Flux<T> many(String operation, Supplier<? extends Publisher<T>> call) {
        return Flux.defer(() -> closed ? Flux.<T>error(gone(operation)) : call.get())
                .onErrorMap(e -> translate(operation, e));
    }

    private static StoreUnavailableException gone(String operation) {
        return new StoreUnavailableException(operation, null);
    }

    /** A client that is closed under a call throws an {@link IllegalStateException}. */
    private Throwable translate(String operation, Throwable error) {
        return closed && error instanceof IllegalStateException
                ? new StoreUnavailableException(operation, error)
                : errors.translate(operation, error);
    }
}
