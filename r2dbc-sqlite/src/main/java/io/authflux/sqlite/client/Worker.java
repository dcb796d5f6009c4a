// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/**
 * The one thread that touches a connection's engine. It has two queues: jobs keep their order, and a job that waits for
 * a lock holds back those behind it; tasks overtake them all, so that a waiting connection still hears of demand and
 * cancellation. Giving it work never blocks.
 */
public final class Worker implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Queue<Runnable> tasks =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final Queue<Job> jobs = Queues.<Job>unboundedMultiproducer().get();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final AtomicBoolean parked = new AtomicBoolean();
    private final AtomicInteger late = new AtomicInteger();
    private final Thread thread;
    private final Scheduler scheduler = Schedulers.fromExecutor(this);
    private final AtomicInteger unfinished = new AtomicInteger();
    private @Nullable Job held;
    private boolean inJob;
    private boolean resumed;
    private volatile boolean stopping;
    private volatile boolean stopped;

    /** Something to do in its turn. */
    @FunctionalInterface
    public interface Job {
        /**
         * Does it, or as much as is possible now.
         *
         * @return false to be run again after {@link Worker#resume()}, with everything behind it waiting
         */
        boolean run();
    }

    Worker(String name) {
        this.thread = new Thread(this::loop, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Adds a task, which overtakes jobs.
     *
     * @param task does not throw
     */
    @Override
    public void execute(Runnable task) {
        tasks.offer(task);
        wake();
    }

    /**
     * Adds a task behind everything that can be done now. Only on this worker's thread.
     *
     * @param task does not throw
     */
    public void giveWay(Runnable task) {
        later.add(task);
    }

    /**
     * Adds a job behind those already there.
     *
     * @param job does not throw
     */
    public void submit(Job job) {
        unfinished.incrementAndGet();
        jobs.offer(job);
        wake();
    }

    /** Lets the job that holds back the others run again. Only on this worker's thread. */
    public void resume() {
        resumed = true;
    }

    /**
     * Whether the caller is this worker.
     *
     * @return true on its thread
     */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Whether a job waits to be resumed. Only on this worker's thread. */
    boolean isHeldBy(Job job) {
        return held == job;
    }

    /**
     * Whether something waits to be done.
     *
     * @return a snapshot; only on this worker's thread
     */
    public boolean isBusy() {
        return !tasks.isEmpty() || (held == null ? !jobs.isEmpty() : resumed);
    }

    /**
     * Whether every job that was added is done, save for one that the caller runs in.
     *
     * @return a snapshot; true if nothing that was added before can still change the connection
     */
    public boolean isIdle() {
        return unfinished.get() == (isCurrent() && inJob ? 1 : 0);
    }

    /**
     * This worker as a Reactor scheduler.
     *
     * @return always the same; disposing it changes nothing
     */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Ends the thread once nothing is left to do. Only on this worker's thread. */
    void stop() {
        stopping = true;
    }

    private void wake() {
        if (stopped) {
            runLate();
        } else if (parked.get() && parked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void loop() {
        while (true) {
            if (!runOne()) {
                if (stopping) {
                    break;
                }
                park();
            }
        }
        stopped = true;
        runLate();
    }

    private void park() {
        parked.set(true);
        if (tasks.isEmpty() && (held != null || jobs.isEmpty())) {
            LockSupport.park(this);
        }
        parked.set(false);
    }

    /** What comes after the end is refused by the closed connection, on whatever thread it comes from, one by one. */
    private void runLate() {
        int missed = 1;
        if (late.getAndIncrement() == 0) {
            do {
                while (runOne()) {
                    // Each call does one piece.
                }
                missed = late.addAndGet(-missed);
            } while (missed != 0);
        }
    }

    private boolean runOne() {
        Runnable task = tasks.poll();
        if (task != null) {
            guard(task);
            return true;
        }
        if (runJob()) {
            return true;
        }
        Runnable last = later.poll();
        if (last != null) {
            guard(last);
        }
        return last != null;
    }

    private boolean runJob() {
        Job job = held;
        if (job == null) {
            job = jobs.poll();
        } else if (!resumed) {
            return false;
        }
        if (job == null) {
            return false;
        }
        resumed = false;
        held = run(job) ? null : job;
        if (held == null) {
            unfinished.decrementAndGet();
        }
        return true;
    }

    private boolean run(Job job) {
        inJob = true;
        try {
            return job.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A subscriber threw out of a signal", e);
            return true;
        } finally {
            inJob = false;
        }
    }

    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A subscriber threw out of a signal", e);
        }
    }
}
