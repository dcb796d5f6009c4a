// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callers that one lane works for, by their keys. Filled by one thread, then sent. It ends once: answered, or when its
 * last caller has left, and then what was asked for them is cancelled.
 */
final class Batch<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final List<Pending<K, V>> callers = new ArrayList<>();
    private final List<K> keys = new ArrayList<>();

    /** The last caller of each key, who knows the one before. */
    private final Map<K, Pending<K, V>> lastOfKey = new HashMap<>();

    private final Runnable release;

    /** Callers who want their answer; one more until it is sent, so that it does not end while it is filled. */
    private final AtomicInteger staying = new AtomicInteger(1);

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean sent;
    private volatile @Nullable Answer<?> answer;

    /** {@code release} frees the lane. */
    Batch(Runnable release) {
        this.release = release;
    }

    /** Adds a caller, unless he has left already. */
    void add(Pending<K, V> caller) {
        staying.incrementAndGet();
        if (caller.join(this)) {
            callers.add(caller);
            Pending<K, V> before = lastOfKey.put(caller.key(), caller);
            if (before == null) {
                keys.add(caller.key());
            } else {
                caller.follow(before);
            }
        } else {
            staying.decrementAndGet();
        }
    }

    /** How many distinct keys there are. */
    int size() {
        return keys.size();
    }

    List<K> keys() {
        return Collections.unmodifiableList(keys);
    }

    List<Pending<K, V>> callers() {
        return callers;
    }

    /**
     * The answer of all who wait for a key; the first of several counts. To be called before any of them is answered. False if
     * nobody asked for that key.
     */
    boolean found(K key, V value) {
        Pending<K, V> last = lastOfKey.get(key);
        for (Pending<K, V> caller = last; caller != null; caller = caller.previous()) {
            caller.found(value);
        }
        return last != null;
    }

    /** The keys for which nothing was found. */
    List<K> missing() {
        return keys.stream()
                .filter(key -> !Objects.requireNonNull(lastOfKey.get(key)).hasFound())
                .toList();
    }

    /** Those who wait for a key and have not left. */
    List<Pending<K, V>> callers(K key) {
        List<Pending<K, V>> found = new ArrayList<>(1);
        for (Pending<K, V> caller = lastOfKey.get(key); caller != null; caller = caller.previous()) {
            if (!caller.isDisposed()) {
                found.add(caller);
            }
        }
        return found;
    }

    /** To be called before what is asked is subscribed to with this. */
    <T> Answer<T> awaits(Answer<T> next) {
        answer = next;
        if (ended.get()) {
            next.cancel();
        }
        return next;
    }

    /** It is on the wire, and whoever sent it has gone on. */
    void sent() {
        sent = true;
        left();
    }

    boolean isSent() {
        return sent;
    }

    /** One of its callers needs it no longer. */
    void left() {
        if (staying.decrementAndGet() == 0 && end()) {
            try {
                Answer<?> last = answer;
                if (last != null) {
                    last.cancel();
                }
            } catch (RuntimeException | Error e) {
                // As a scheduler that is closed already may; the lane is free nonetheless, and who leaves hears
                // nothing.
                LOG.debug("what nobody waits for cannot be cancelled", e);
            } finally {
                release.run();
            }
        }
    }

    /** Frees the lane; false if that was done before. */
    boolean finish() {
        boolean first = end();
        if (first) {
            release.run();
        }
        return first;
    }

    private boolean end() {
        return ended.compareAndSet(false, true);
    }
}
