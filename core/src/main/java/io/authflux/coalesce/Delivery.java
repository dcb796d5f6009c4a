// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.NonBlocking;
import reactor.core.scheduler.Schedulers;

/**
 * Hands a batch's answers to its callers. What a caller does with an answer runs inside, so answers are shared out to
 * several threads, each of which takes the next answer that nobody has taken: a slow caller holds up one thread, not the
 * callers after it. The driver's thread wakes two at most; each that wakes up wakes one more while there is something to do.
 *
 * <p>The threads are ours, and take their tasks from one queue: Reactor's schedulers hand their workers out in turn, to everybody
 * who uses them, and could put both tasks of a batch behind the same slow caller. Like those of Reactor's schedulers they are
 * daemons, begin when they are first needed, must not be blocked, and are closed by nobody.
 */
final class Delivery<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Two at least, for the one may be at work for a slow caller. */
    private static final int MOST = Math.max(2, Schedulers.DEFAULT_POOL_SIZE);

    /** Nothing is scheduled: but of all queues it is this one's that BlockHound lets a thread wait at which must not be blocked. */
    private static final Executor THREADS = new ScheduledThreadPoolExecutor(MOST, AnswerThread::new);

    private final List<T> receivers;
    private final Consumer<T> answer;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();

    Delivery(List<T> receivers, Consumer<T> answer) {
        this.receivers = receivers;
        this.answer = answer;
    }

    /** Reactor refuses to block on it. It has nothing of whoever happened to be there when it began: it serves everybody. */
    static final class AnswerThread extends Thread implements NonBlocking {

        private static final AtomicInteger NUMBER = new AtomicInteger();

        AnswerThread(Runnable task) {
            super(null, task, "authflux-answers-" + NUMBER.incrementAndGet(), 0, false);
            setContextClassLoader(Delivery.class.getClassLoader());
            setDaemon(true);
        }
    }

    void start() {
        startAnother();
        startAnother();
    }

    private void startAnother() {
        if (next.get() < receivers.size() && tasks.incrementAndGet() <= MOST) {
            THREADS.execute(this);
        }
    }

    @Override
    public void run() {
        startAnother();
        answerAll();
    }

    /** Answers those whom nobody has answered yet, on this thread. */
    void answerAll() {
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
