// SPDX-License-Identifier: Apache-2.0
package io.authflux.jcstress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.util.context.Context;

/** Somebody who asks, and counts what he is told. */
final class Caller extends BaseSubscriber<Integer> {

    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile @Nullable Integer last;

    /** What a sink does not take is what comes second; who leaves may drop what is on its way. */
    @Override
    public Context currentContext() {
        return Context.of(
                "reactor.onNextDropped.local",
                (Consumer<Object>) value -> dropped.incrementAndGet(),
                "reactor.onErrorDropped.local",
                (Consumer<Throwable>) error -> dropped.incrementAndGet());
    }

    @Override
    protected void hookOnNext(Integer value) {
        answers.incrementAndGet();
        last = value;
    }

    @Override
    protected void hookOnComplete() {
        ends.incrementAndGet();
    }

    @Override
    protected void hookOnError(Throwable error) {
        ends.addAndGet(10);
    }

    /** How many answers there were so far. */
    int answers() {
        return answers.get();
    }

    /** The answer if there was exactly one and then an end, else a number that says what there was. */
    int told() {
        long began = System.nanoTime();
        while (ends.get() == 0 && System.nanoTime() - began < PATIENCE_NANOS) {
            LockSupport.parkNanos(1_000);
        }
        Integer value = last;
        boolean once = answers.get() == 1 && ends.get() == 1 && dropped.get() == 0;
        return once && value != null ? value : -(10_000 * dropped.get() + 100 * answers.get() + ends.get() + 1);
    }
}
