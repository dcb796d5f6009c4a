// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.client.Cursor;
import io.authflux.sqlite.client.Outcome;
import io.authflux.sqlite.client.Worker;
import io.authflux.sqlite.sql.StatementKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to an execution: a job of the worker that runs as many statements as results are asked for. A
 * statement that writes runs when its turn comes, whether or not anyone looks at its result. A query runs when its
 * result is subscribed to; those behind it wait for its rows to end.
 */
final class Execution implements Subscription, Worker.Job {

    private final Client client;
    private final ConnectionContext context;
    private final List<Step> steps;
    private final int fetchSize;
    private final CoreSubscriber<? super SqliteResult> subscriber;
    private final AtomicLong requested = new AtomicLong();
    private int next;
    private boolean done;
    private @Nullable Cursor preparing;
    private @Nullable SqliteResult awaited;
    private volatile boolean cancelled;
    private volatile boolean badRequest;

    Execution(
            Client client,
            ConnectionContext context,
            List<Step> steps,
            int fetchSize,
            CoreSubscriber<? super SqliteResult> subscriber) {
        this.client = client;
        this.context = context;
        this.steps = steps;
        this.fetchSize = fetchSize;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = true;
            client.worker().submit(this);
        } else if (Demand.add(requested, n) == 0) {
            client.worker().submit(this);
        }
    }

    /** Stops before the next statement. Results already emitted stay good. */
    @Override
    public void cancel() {
        cancelled = true;
        client.worker().execute(this::abandon);
    }

    private void abandon() {
        client.abandon(this);
        endPreparing();
    }

    @Override
    public boolean run() {
        try {
            while (!done && !cancelled) {
                if (badRequest) {
                    throw new IllegalArgumentException("A request must be for more than nothing");
                }
                if (next == steps.size()) {
                    done = true;
                    subscriber.onComplete();
                } else if ((awaited != null && !awaited.isDone()) || requested.get() == 0) {
                    return true;
                } else if (!runStep(steps.get(next))) {
                    return false;
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        if (cancelled) {
            client.letGo();
        }
        return true;
    }

    private void fail(RuntimeException e) {
        endPreparing();
        if (!done && !cancelled) {
            done = true;
            subscriber.onError(e);
        } else {
            Operators.onErrorDropped(e, subscriber.currentContext());
        }
    }

    private boolean runStep(Step step) {
        StatementKind kind = step.statement().kind();
        if (!client.ready(kind)) {
            return false;
        }
        if (kind == StatementKind.READ) {
            return query(step);
        }
        Outcome outcome = client.execute(step.statement(), step.arguments());
        emit(SqliteResult.of(outcome, context));
        return true;
    }

    private boolean query(Step step) {
        Cursor cursor = preparing;
        if (cursor == null) {
            cursor = client.query(step.statement(), step.arguments());
            preparing = cursor;
        }
        if (!cursor.prepare(client.worker()::resume)) {
            return false;
        }
        preparing = null;
        SqliteResult result = SqliteResult.of(client, cursor, context, fetchSize, this::resultDone);
        emit(result);
        if (!result.isConsumed()) {
            result.keepFor(writesLater());
        } else if (!result.isDone()) {
            awaited = result;
        }
        return true;
    }

    private void emit(SqliteResult result) {
        next++;
        Demand.subtract(requested, 1);
        subscriber.onNext(result);
    }

    private boolean writesLater() {
        return steps.subList(next, steps.size()).stream()
                .anyMatch(step -> step.statement().kind() != StatementKind.READ);
    }

    private void resultDone() {
        if (awaited != null) {
            awaited = null;
            client.worker().submit(this);
        }
    }

    private void endPreparing() {
        Cursor unused = preparing;
        preparing = null;
        if (unused != null) {
            unused.close();
        }
    }
}
