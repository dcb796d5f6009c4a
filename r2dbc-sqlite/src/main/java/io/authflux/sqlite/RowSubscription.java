// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Cursor;
import io.authflux.sqlite.client.Worker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to the rows of a query: a task of the worker that reads and emits as many rows as are asked for.
 * Asked on the worker's thread, it emits on the spot. It keeps one row ahead, to know the end without being asked.
 */
final class RowSubscription<T> implements Subscription, Runnable {

    private final QuerySource source;
    private final Cursor cursor;
    private final Worker worker;
    private final Function<SqliteRow, @Nullable T> mapper;
    private final CoreSubscriber<? super T> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private @Nullable Object @Nullable [] ahead;
    private @Nullable SqliteRowMetadata metadata;
    private boolean draining;
    private boolean done;
    private volatile boolean cancelled;
    private volatile boolean badRequest;

    RowSubscription(QuerySource source, Function<SqliteRow, @Nullable T> mapper, CoreSubscriber<? super T> subscriber) {
        this.source = source;
        this.cursor = source.cursor();
        this.worker = source.client().worker();
        this.mapper = mapper;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = true;
            schedule();
        } else if (Demand.add(demand, n) == 0) {
            schedule();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        boolean elsewhere = !worker.isCurrent();
        // First, so that nothing else can start before this query has ended, and be interrupted in its place.
        schedule();
        if (elsewhere) {
            cursor.interrupt();
        }
    }

    private void schedule() {
        if (worker.isCurrent()) {
            run();
        } else {
            worker.execute(this);
        }
    }

    @Override
    public void run() {
        if (draining || done) {
            return;
        }
        draining = true;
        try {
            drain();
        } catch (Throwable e) {
            fail(e);
        } finally {
            draining = false;
        }
    }

    private void drain() {
        int budget = source.fetchSize();
        while (!done) {
            if (cancelled) {
                finish();
                return;
            }
            if (badRequest) {
                throw new IllegalArgumentException("A request must be for more than nothing");
            }
            if (!isOpen()) {
                return;
            }
            @Nullable Object[] row = next();
            if (row == null) {
                finish();
                subscriber.onComplete();
            } else if (demand.get() == 0) {
                ahead = row;
                return;
            } else if (budget == 0 && worker.isBusy()) {
                ahead = row;
                worker.giveWay(this);
                return;
            } else {
                budget = Math.max(0, budget - 1);
                emit(row);
            }
        }
    }

    private boolean isOpen() {
        if (metadata == null) {
            if (!cursor.prepare(this)) {
                return false;
            }
            cursor.open(this);
            metadata = new SqliteRowMetadata(cursor.columns());
        }
        return true;
    }

    private @Nullable Object @Nullable [] next() {
        @Nullable Object[] row = ahead;
        ahead = null;
        return row == null || cursor.hasFailed() ? cursor.next() : row;
    }

    private void emit(@Nullable Object[] values) {
        SqliteRowMetadata known = metadata;
        if (known != null) {
            T value = mapper.apply(new SqliteRow(values, known, source.codecs()));
            if (value != null) {
                Demand.subtract(demand, 1);
                subscriber.onNext(value);
            }
        }
    }

    private void fail(Throwable e) {
        boolean heard = !done && !cancelled;
        if (!done) {
            finish();
        }
        if (heard) {
            subscriber.onError(e);
        } else if (!cancelled) {
            Operators.onErrorDropped(e, subscriber.currentContext());
        }
    }

    private void finish() {
        done = true;
        ahead = null;
        source.finish();
    }
}
