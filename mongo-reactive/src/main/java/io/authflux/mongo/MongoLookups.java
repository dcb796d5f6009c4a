// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.coalesce.LookupSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Looks documents up by a key, one at a time or many with {@code $in}. Immutable.
 *
 * @param one finds one
 * @param many finds those that there are
 * @param key the key of what was found
 * @param <V> what is made of a document
 */
record MongoLookups<V>(
        Function<String, Mono<V>> one, Function<List<String>, Mono<List<V>>> many, Function<V, String> key)
        implements LookupSource<String, V> {

    @Override
    public Mono<V> one(String wanted) {
        return one.apply(wanted);
    }

    @Override
    public Mono<Map<String, V>> many(List<String> wanted) {
        return many.apply(wanted).map(this::byKey);
    }

    private Map<String, V> byKey(List<V> values) {
        Map<String, V> found = new HashMap<>(2 * values.size());
        values.forEach(value -> found.putIfAbsent(key.apply(value), value));
        return found;
    }
}
