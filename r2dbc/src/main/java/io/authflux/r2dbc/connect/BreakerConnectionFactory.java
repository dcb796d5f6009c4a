// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A circuit breaker: leaves a server out for a while that could not be connected to, so that one which hangs is not waited
 * for by every caller. The while doubles with each attempt that fails, up to a limit; after it one caller tries, and the
 * others go on without. An attempt that is cancelled took too long for whoever waited, and failed. Thread-safe.
 */
final class BreakerConnectionFactory implements ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(BreakerConnectionFactory.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private final ConnectionFactory delegate;
    private final String name;
    private final Clock clock;
    private final AtomicReference<State> state = new AtomicReference<>(State.closed());

    /** {@code name}: for the log. */
    BreakerConnectionFactory(ConnectionFactory delegate, String name, Clock clock) {
        this.delegate = delegate;
        this.name = name;
        this.clock = clock;
    }

    /**
     * Compared by identity, so that an attempt cannot overrule what was learnt after it began.
     *
     * @param failures how many attempts failed in succession
     * @param since when the last failed; a clock that is put back before it ends the pause
     * @param until when it may be tried again
     */
    private record State(int failures, Instant since, Instant until) {

        static State closed() {
            return new State(0, Instant.EPOCH, Instant.EPOCH);
        }

        static State open(int failures, Instant now) {
            Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            return new State(failures, now, now.plus(pause));
        }

        boolean isClosed() {
            return failures == 0;
        }

        boolean leavesOut(Instant now) {
            return !isClosed() && !now.isBefore(since) && now.isBefore(until);
        }
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(this::attempt);
    }

    private Mono<Connection> attempt() {
        State found = Objects.requireNonNull(state.get());
        if (found.isClosed()) {
            return connect(found);
        }
        Instant now = clock.instant();
        // Until it succeeds an attempt counts as failed: meanwhile, nobody else makes one.
        State trying = State.open(found.failures() + 1, now);
        return !found.leavesOut(now) && state.compareAndSet(found, trying)
                ? connect(trying)
                : Mono.error(new IOException(name + " could not be connected to lately, and is left out for a while"));
    }

    private Mono<Connection> connect(State begun) {
        return Mono.<Connection>from(delegate.create())
                .doOnNext(connection -> state.set(State.closed()))
                .doOnError(error -> failed(begun))
                .doOnCancel(() -> failed(begun));
    }

    /** Of several attempts that began together one counts. */
    private void failed(State begun) {
        State open = State.open(Math.max(1, begun.failures()), clock.instant());
        if (state.compareAndSet(begun, open)) {
            LOG.warn("{} cannot be connected to and is left out until {}", name, open.until());
        }
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return delegate.getMetadata();
    }
}
