// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolShutdownException;

/**
 * Ends what has run for too long or is lost. One timer looks at everything that runs, as often as is needed to be a
 * sixteenth late at most, and rests when nothing runs: a timer for each statement would wake a thread for each.
 * Thread-safe.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private static final long REST = 0;
    private static final int LOOKS = 16;
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final long limit;
    private final long tick;
    private final BooleanSupplier lost;
    private final Set<Timed> running = ConcurrentHashMap.newKeySet();

    /** When the timer looks next, or {@link #REST}. */
    private final AtomicLong next = new AtomicLong(REST);

    /** {@code limit}: zero for none. */
    Deadlines(Duration limit) {
        this(limit.toNanos(), () -> false);
    }

    /** {@code lost}: that nothing which runs will end by itself any more, so that it ends now, without a limit too. */
    Deadlines(Duration limit, BooleanSupplier lost) {
        this(limit.isZero() ? Long.MAX_VALUE : limit.toNanos(), lost);
    }

    private Deadlines(long limit, BooleanSupplier lost) {
        this.limit = limit;
        this.lost = lost;
        this.tick = Math.max(SHORTEST, Math.min(LONGEST, this.limit / LOOKS));
    }

    /** Something that runs; equal to nothing but itself. */
    interface Timed {

        /** When it began, by {@link System#nanoTime()}. */
        long began();

        /** It is lost, or has run for too long: to end, and to be removed. May be called when it has just ended. */
        void expire();
    }

    void add(Timed timed) {
        if (limit == 0) {
            return;
        }
        running.add(timed);
        long due = next.get();
        // A look that is long overdue was lost with a scheduler that was shut down.
        if (due == REST || timed.began() - due > LONGEST) {
            schedule(due, timed.began());
        }
    }

    void remove(Timed timed) {
        if (limit != 0) {
            running.remove(timed);
        }
    }

    /** What is said of a connection that did not come in time, or cannot come any more. */
    Throwable notAcquired() {
        return lost.getAsBoolean()
                ? new PoolShutdownException()
                : new PoolAcquireTimeoutException(Duration.ofNanos(limit));
    }

    private void schedule(long due, long now) {
        long mine = now + tick == REST ? 1 : now + tick;
        if (!next.compareAndSet(due, mine)) {
            return;
        }
        try {
            Schedulers.parallel().schedule(() -> look(mine), tick, TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            next.compareAndSet(mine, REST);
            throw e;
        }
    }

    /** Whose caller or connection throws must not keep the others from being looked at. */
    private static void expire(Timed timed) {
        try {
            timed.expire();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "a statement or a wait for a connection could not be ended: {}",
                    e.getClass().getName());
        }
    }

    private void look(long mine) {
        if (next.get() != mine) {
            return;
        }
        long now = System.nanoTime();
        boolean all = lost.getAsBoolean();
        for (Timed timed : running) {
            if (all || now - timed.began() >= limit) {
                expire(timed);
            }
        }
        if (!running.isEmpty()) {
            schedule(mine, now);
        } else if (next.compareAndSet(mine, REST) && !running.isEmpty()) {
            schedule(REST, now);
        }
    }
}
