// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hands a batch's answers to its callers. What a caller does with an answer runs inside, so answers are shared out to
 * several threads, each of which takes the next answer that nobody has taken: a slow caller holds up one thread, not the
 * callers after it, and the driver's thread is free at once.
 *
 * <p>The threads are ours: Reactor's schedulers choose one of theirs in turn, for everybody who uses them, and could put
 * both tasks of a batch behind the same slow caller. They are daemons, marked as such that must not be blocked, and are
 * started when they are first needed.
 */
final class Delivery<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Two at least, for the one may be at work on a slow caller's earlier answer. */
    private static final List<Scheduler> THREADS = Stream.generate(() -> Schedulers.newSingle("authflux-answers", true))
            .limit(Math.max(2, Schedulers.DEFAULT_POOL_SIZE))
            .toList();

    private static final AtomicInteger TURN = new AtomicInteger();

    private final List<T> receivers;
    private final Consumer<T> answer;
    private final AtomicInteger next = new AtomicInteger();

    Delivery(List<T> receivers, Consumer<T> answer) {
        this.receivers = receivers;
        this.answer = answer;
    }

    void start() {
        int tasks = Math.min(THREADS.size(), Math.max(2, receivers.size()));
        int first = TURN.getAndAdd(tasks);
        for (int i = 0; i < tasks; i++) {
            THREADS.get(Math.floorMod(first + i, THREADS.size())).schedule(this);
        }
    }

    @Override
    public void run() {
        int size = receivers.size();
        for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
            try {
                answer.accept(receivers.get(i));
            } catch (RuntimeException | Error e) {
                // A subscriber that throws breaks the Reactive Streams rules; the other callers must not pay for it.
                LOG.warn("a subscriber threw while it was given its answer", e);
            }
        }
    }
}
