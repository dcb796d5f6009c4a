// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Hands a batch's answers to its callers. What a caller does with an answer runs inside, so answers are shared out to
 * several workers, each of which takes the next answer that nobody has taken: a slow caller holds up one worker, not the
 * callers after it, and the driver's thread is free at once. Reactor's scheduler chooses the workers in turn, for everybody
 * who uses it: where two batches are answered at the same moment, both of one batch's tasks may come to the same worker.
 */
final class Delivery<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final List<T> receivers;
    private final Consumer<T> answer;
    private final AtomicInteger next = new AtomicInteger();

    Delivery(List<T> receivers, Consumer<T> answer) {
        this.receivers = receivers;
        this.answer = answer;
    }

    /** Two at least, for the one may be at work on a slow caller's earlier answer. */
    void start() {
        int tasks = Math.min(Schedulers.DEFAULT_POOL_SIZE, Math.max(2, receivers.size()));
        for (int i = 0; i < tasks; i++) {
            Schedulers.parallel().schedule(this);
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
