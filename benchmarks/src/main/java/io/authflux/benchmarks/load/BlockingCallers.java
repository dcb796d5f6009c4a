// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Callers of somebody who blocks. There may be fewer threads than callers: then a free thread serves the caller who has
 * waited longest, and what he waited counts, as it does for callers whose calls are queued. Handing a call to a thread
 * costs nothing here, which flatters whoever blocks.
 */
final class BlockingCallers<Q, A> implements Runnable {

    private final Exchange<Q, A> exchange;
    private final Call.Blocking<Q, A> call;
    private final Tally tally;
    private final CountDownLatch left;
    private final Workers workers;
    private final Queue<Long> waitingSince = new ConcurrentLinkedQueue<>();

    BlockingCallers(
            Exchange<Q, A> exchange,
            Call.Blocking<Q, A> call,
            Tally tally,
            CountDownLatch left,
            Workers workers,
            int callers) {
        this.exchange = exchange;
        this.call = call;
        this.tally = tally;
        this.left = left;
        this.workers = workers;
        long now = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            waitingSince.add(now);
        }
    }

    /** One more thread. */
    void begin() {
        workers.threads().newThread(this).start();
    }

    /** One thread's work. */
    @Override
    public void run() {
        do {
            if (tally.isStopped()) {
                left.countDown();
                return;
            }
            Long asked = waitingSince.poll();
            if (asked != null) {
                ask(asked);
                waitingSince.add(System.nanoTime());
            }
        } while (!workers.perCall());
        begin();
    }

    private void ask(long asked) {
        int number = exchange.draw();
        try {
            A answer = call.ask(exchange.question().apply(number));
            if (exchange.check().isRight(number, answer)) {
                tally.answered(System.nanoTime() - asked);
            } else {
                tally.fail(new WrongAnswerException(number, answer == null));
            }
        } catch (Exception e) {
            tally.fail(e);
        }
    }
}
