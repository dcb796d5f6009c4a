// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.MonoSink;

/**
 * One caller who waits. Holds the caller's key and the way to answer it; the sink sees to it that a caller gets one
 * signal at most, whatever races with a cancel.
 */
final class Pending<K, V> implements Disposable {

    private final K key;
    private final MonoSink<V> sink;
    private volatile boolean cancelled;

    Pending(K key, MonoSink<V> sink) {
        this.key = key;
        this.sink = sink;
    }

    K key() {
        return key;
    }

    /** The caller is gone: do not send this on. */
    @Override
    public void dispose() {
        cancelled = true;
    }

    @Override
    public boolean isDisposed() {
        return cancelled;
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
}
