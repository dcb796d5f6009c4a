// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a {@link Coalescer} asks. Both methods must read what was committed before they were subscribed to, must be cold,
 * and must give the same answer for the same key.
 *
 * @param <K> the type of the keys; equal keys are one key
 * @param <V> the type of the values
 */
public interface LookupSource<K, V> {

    /**
     * Looks one key up.
     *
     * @param key the key
     * @return emits its value, or is empty
     */
    Mono<V> one(K key);

    /**
     * Looks several keys up at once.
     *
     * @param keys two or more distinct keys
     * @return emits the values of those that have one, in any order; of a key that has several the first counts; if there is
     *     one that nobody asked for, keys that have none are asked for again, one at a time; fails as a whole
     */
    Mono<List<V>> many(List<K> keys);

    /**
     * Whose value it is.
     *
     * @param value a value
     * @return its key, equal to what was asked for
     */
    K key(V value);
}
