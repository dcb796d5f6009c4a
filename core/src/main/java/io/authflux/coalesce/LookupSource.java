// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a {@link Coalescer} asks. Both methods must see all that was committed before they were called, are subscribed to at once,
 * and must give the same answer for the same key. Thread-safe.
 *
 * @param <K> the type of the keys; equal keys are one key
 * @param <V> the type of the values
 */
public interface LookupSource<K, V> {

    /**
     * Looks one key up.
     *
     * @param key the key
     * @return emits its value, or is empty; fails with a {@link io.authflux.error.TransientStoreException} if it would fail for
     *     other keys, too; a cancel means that nobody waits any longer
     */
    Mono<V> one(K key);

    /**
     * Looks several keys up at once.
     *
     * @param keys two or more distinct keys
     * @return emits the values of those that have one, in any order; of a key that has several the first counts; fails as a
     *     whole; a cancel means that nobody waits any longer
     */
    Mono<List<V>> many(List<K> keys);

    /**
     * What it means if {@link #many} emits a value that nobody asked for: what is equal for the database is not equal for us. Of
     * two keys of a batch that are one for the database only the one that is written as the value's is answered with it.
     *
     * @return true if {@link #one} compares more strictly, so that it is no answer to anybody; false if {@link #one} takes the
     *     same for equal, so that keys without a value have to be asked for again, one at a time
     */
    default boolean isOneStricter() {
        return false;
    }

    /**
     * Whose value it is.
     *
     * @param value a value
     * @return its key, equal to what was asked for
     */
    K key(V value);
}
