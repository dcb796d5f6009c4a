// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.coalesce.LookupSource;
import java.util.List;
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
    public Mono<List<V>> many(List<String> wanted) {
        return many.apply(wanted);
    }

    @Override
    public String key(V value) {
        return key.apply(value);
    }
}
