// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Waits for a connection for as long as is allowed. It comes, or cannot be had, or takes too long, or the caller leaves:
 * whichever is first. A connection that comes later is given back.
 *
 * <p>Reactor's pool (SimpleDequePool of reactor-pool 1.2) forgets who asks at the moment when it is closed: he is told by the
 * timer, be it the first time that he asks or another one that a pool or factory makes for him.
 *
 * <p>A pool's own limit sets a timer for each call, even where a connection is idle; this one knows of a caller only if he
 * has to wait.
 */
final class Acquisition implements CoreSubscriber<Connection>, Deadlines.Timed {

    private final ConnectionUse<?> use;
    private final Deadlines deadlines;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile boolean waiting;
    private volatile @Nullable Subscription subscription;

    Acquisition(ConnectionUse<?> use, Deadlines deadlines) {
        this.use = use;
        this.deadlines = deadlines;
    }

    /** To be called once this is subscribed. */
    void await() {
        if (ended.get()) {
            return;
        }
        waiting = true;
        deadlines.add(this);
        if (ended.get()) {
            deadlines.remove(this);
        }
    }

    /** The caller leaves: whether that was in time, so that nothing begins. */
    boolean cancel() {
        boolean mine = end();
        if (mine) {
            cancelSubscription();
        }
        return mine;
    }

    private boolean end() {
        boolean mine = ended.compareAndSet(false, true);
        if (mine && waiting) {
            deadlines.remove(this);
        }
        return mine;
    }

    private void cancelSubscription() {
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public Context currentContext() {
        return use.currentContext();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (ended.get()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(Connection connection) {
        if (end()) {
            use.begin(connection);
        } else {
            use.giveBack(connection);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (end()) {
            use.notBegun(error);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            // An empty answer would mean that there is no such row.
            use.notBegun(new IOException("the connection factory gave no connection"));
        }
    }

    @Override
    public long began() {
        return began;
    }

    @Override
    public void expire() {
        if (end()) {
            try {
                cancelSubscription();
            } finally {
                use.notBegun(deadlines.notAcquired());
            }
        }
    }
}
