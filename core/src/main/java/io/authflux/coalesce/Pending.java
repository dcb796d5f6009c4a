// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.MonoSink;

/**
 * One caller who waits. Holds the caller's key and the way to answer it; the sink sees to it that a caller gets one
 * signal at most, whatever races with a cancel.
 */
final class Pending<K, V> implements Disposable {

    private static final Object LEFT = new Object();

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Pending, Object> PLACE =
            AtomicReferenceFieldUpdater.newUpdater(Pending.class, Object.class, "place");

    private final K key;
    private final MonoSink<V> sink;

    /** Nothing while he waits, then his batch, and {@link #LEFT} at last. */
    private volatile @Nullable Object place;

    private @Nullable Pending<K, V> previous;
    private @Nullable V found;

    Pending(K key, MonoSink<V> sink) {
        this.key = key;
        this.sink = sink;
    }

    K key() {
        return key;
    }

    /** False if the caller has left. */
    boolean join(Batch<K, V> batch) {
        return PLACE.compareAndSet(this, null, batch);
    }

    /** Another caller of the same batch wants the same key. */
    void follow(Pending<K, V> other) {
        previous = other;
    }

    @Nullable
    Pending<K, V> previous() {
        return previous;
    }

    /** The caller is gone, or has his answer: do not send this on. */
    @Override
    public void dispose() {
        if (PLACE.getAndSet(this, LEFT) instanceof Batch<?, ?> batch) {
            batch.left();
        }
    }

    @Override
    public boolean isDisposed() {
        return place == LEFT;
    }

    /** What he will be answered with, unless there is something already. */
    void found(V value) {
        if (found == null) {
            found = value;
        }
    }

    boolean hasFound() {
        return found != null;
    }

    void answer() {
        answer(found);
    }

    void answer(@Nullable V value) {
        if (value == null) {
            sink.success();
        } else {
            sink.success(value);
        }
    }

    void fail(Throwable error) {
        sink.error(error);
    }

    /** Nothing for one who has left, or has his answer. */
    void failUnlessGone(Throwable error) {
        if (!isDisposed()) {
            fail(error);
        }
    }
}
