// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts answers for whoever waits for a number of them. */
final class Tally {

    private static final long PATIENCE = 60;

    private final AtomicLong wanted = new AtomicLong();
    private final Semaphore reached = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    void answered(long nanos) {
        Latencies.record(nanos);
        if (wanted.decrementAndGet() == 0) {
            reached.release();
        }
    }

    /** The first failure ends everything: what was measured beside wrong answers is worth nothing. */
    void fail(Throwable error) {
        if (failure.compareAndSet(null, error)) {
            stop();
            reached.release();
        }
    }

    /** How many answers are waited for; below zero if there were more than that. */
    long missing() {
        return wanted.get();
    }

    /** Forgets the answers that nobody has waited for. To be called while nobody waits. */
    void restart() {
        wanted.set(0);
    }

    /**
     * Until so many more answers have come. Those that came since the last time count: whoever waits is a thread among many
     * and wakes late. For one thread.
     */
    void await(long answers) throws InterruptedException {
        if (wanted.addAndGet(answers) <= 0) {
            requireSuccess();
            return;
        }
        boolean inTime = reached.tryAcquire(PATIENCE, TimeUnit.SECONDS);
        requireSuccess();
        if (!inTime) {
            throw new IllegalStateException("no " + answers + " answers in " + PATIENCE + " s");
        }
    }

    void requireSuccess() {
        Throwable error = failure.get();
        if (error != null) {
            throw new IllegalStateException("a call failed", error);
        }
    }
}
