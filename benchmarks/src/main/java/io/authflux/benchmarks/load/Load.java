// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A number of callers who never stop asking: whoever measures waits for so many answers of theirs, so that no measurement
 * sees a beginning or an end. Close it before whoever answers.
 */
public final class Load implements AutoCloseable {

    private static final long PATIENCE = 60;

    private final Tally tally = new Tally();
    private final CountDownLatch left;

    private Load(int parties) {
        left = new CountDownLatch(parties);
    }

    /**
     * Starts callers.
     *
     * @param exchange what they ask
     * @param callers how many
     * @param workers the threads for an answerer who blocks
     * @param <Q> the type of the question
     * @param <A> the type of the answer
     * @return the load
     */
    public static <Q, A> Load start(Exchange<Q, A> exchange, int callers, Workers workers) {
        if (exchange.call() instanceof Call.Blocking<Q, A> blocking) {
            int threads = Math.min(callers, workers.most());
            Load load = new Load(threads);
            BlockingCallers<Q, A> work =
                    new BlockingCallers<>(exchange, blocking, load.tally, load.left, workers, callers);
            for (int i = 0; i < threads; i++) {
                work.begin();
            }
            return load;
        }
        Load load = new Load(callers);
        for (int i = 0; i < callers; i++) {
            new AsyncCaller<>(exchange, load.tally, load.left).next();
        }
        return load;
    }

    /** Begins to count: answers from before are not waited for. For the thread that waits. */
    public void restart() {
        tally.restart();
    }

    /**
     * Waits for answers; those that have come since it was last called, or since {@link #restart}, count. For one thread at a
     * time.
     *
     * @param answers how many more
     * @throws InterruptedException if interrupted
     * @throws IllegalStateException if any call has failed or was answered wrongly
     */
    public void await(long answers) throws InterruptedException {
        tally.await(answers);
    }

    /** Lets the callers end, and waits for the last. Fails if any call has failed. */
    @Override
    public void close() {
        tally.stop();
        try {
            if (!left.await(PATIENCE, TimeUnit.SECONDS)) {
                tally.fail(new IllegalStateException(left.getCount() + " callers were never answered"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tally.requireSuccess();
    }
}
