// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoClientException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;

/** Runs every call of every store: anew for each subscription, its errors translated. */
final class MongoRunner {

    /** The last pause is six seconds: of 32 that deadlock on DocumentDB the server ends one in 20 ms, and all others wait. */
    private static final int ATTEMPTS = 8;

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** How long what was sent may still be answered when the client is closed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final MongoErrors errors;
    private final Clock clock;
    private final Duration grace;
    private final Map<MonoSink<?>, String> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile boolean over;

    MongoRunner(MongoErrors errors, Clock clock) {
        this(errors, clock, GRACE);
    }

    MongoRunner(MongoErrors errors, Clock clock, Duration grace) {
        this.errors = errors;
        this.clock = clock;
        this.grace = grace;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Closes the client. From the beginning on every new call fails. Those that are under way have a few seconds after the
     * end to be answered, and then fail too: the client may have forgotten them.
     */
    Mono<Void> closing(Mono<Void> client) {
        return Mono.<Void>fromRunnable(() -> closed = true).then(client).then(Mono.fromRunnable(this::endAllLater));
    }

    private void endAllLater() {
        Mono.delay(grace).subscribe(late -> {
            over = true;
            underWay.keySet().forEach(this::end);
        });
    }

    private void end(MonoSink<?> call) {
        String operation = underWay.remove(call);
        if (operation != null) {
            call.error(gone(operation));
        }
    }

    <T> Mono<T> one(String operation, Supplier<? extends Publisher<T>> call) {
        return Mono.defer(() -> closed
                        ? Mono.<T>error(gone(operation))
                        : Mono.firstWithSignal(Mono.from(call.get()), forgotten(operation)))
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
        return Flux.defer(() -> closed
                        ? Flux.<T>error(gone(operation))
                        : Flux.firstWithSignal(call.get(), forgotten(operation)))
                .onErrorMap(e -> translate(operation, e));
    }

    /** The driver (BaseCluster of 5.8) never answers who begins to wait for a server at the moment when it is closed. */
    private <T> Mono<T> forgotten(String operation) {
        return Mono.create(call -> {
            underWay.put(call, operation);
            call.onDispose(() -> underWay.remove(call));
            if (over) {
                end(call);
            }
        });
    }

    private static StoreUnavailableException gone(String operation) {
        return new StoreUnavailableException(operation, null);
    }

    /**
     * A client that is closed under a call throws an {@link IllegalStateException}, or for those who wait the most general
     * of the driver's exceptions.
     */
    private Throwable translate(String operation, Throwable error) {
        boolean ofClosing = error instanceof IllegalStateException || error.getClass() == MongoClientException.class;
        return closed && ofClosing
                ? new StoreUnavailableException(operation, error)
                : errors.translate(operation, error);
    }
}
