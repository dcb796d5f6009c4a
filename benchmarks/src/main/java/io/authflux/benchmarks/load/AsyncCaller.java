// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A caller who asks again as soon as there is an answer. Answers that come before the call returns are turned into a loop,
 * so that no stack grows.
 */
final class AsyncCaller<Q, A> implements CoreSubscriber<A>, BiConsumer<@Nullable A, @Nullable Throwable> {

    private final Exchange<Q, A> exchange;
    private final Tally tally;
    private final CountDownLatch left;
    private final AtomicInteger turns = new AtomicInteger();

    // Handed from turn to turn through the counter.
    private int number;
    private long asked;
    private @Nullable A answer;

    AsyncCaller(Exchange<Q, A> exchange, Tally tally, CountDownLatch left) {
        this.exchange = exchange;
        this.tally = tally;
        this.left = left;
    }

    void next() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        do {
            if (tally.isStopped()) {
                left.countDown();
                return;
            }
            ask();
        } while (turns.decrementAndGet() != 0);
    }

    private void ask() {
        number = exchange.draw();
        answer = null;
        Q question = exchange.question().apply(number);
        asked = System.nanoTime();
        try {
            if (exchange.call() instanceof Call.Reactive<Q, A> reactive) {
                reactive.ask(question).subscribe(this);
            } else if (exchange.call() instanceof Call.Staged<Q, A> staged) {
                staged.ask(question).whenComplete(this);
            }
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(A value) {
        if (answer != null) {
            tally.fail(new IllegalStateException("there were two answers"));
        }
        answer = value;
    }

    @Override
    public void onError(Throwable error) {
        tally.fail(error);
        next();
    }

    @Override
    public void onComplete() {
        if (exchange.check().isRight(number, answer)) {
            tally.answered(System.nanoTime() - asked);
        } else {
            tally.fail(new WrongAnswerException(number, answer == null));
        }
        next();
    }

    @Override
    public void accept(@Nullable A value, @Nullable Throwable error) {
        if (error != null) {
            onError(error);
        } else {
            answer = value;
            onComplete();
        }
    }
}
