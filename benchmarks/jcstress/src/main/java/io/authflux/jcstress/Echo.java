// SPDX-License-Identifier: Apache-2.0
package io.authflux.jcstress;

import io.authflux.coalesce.LookupSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Answers every key with itself, at once; one may be held back. */
final class Echo implements LookupSource<Integer, Integer> {

    private final Map<Integer, Mono<Integer>> later;

    Echo() {
        later = Map.of();
    }

    /** {@code reply}: when a single question for the key is answered. */
    Echo(Integer key, Mono<Integer> reply) {
        later = Map.of(key, reply);
    }

    @Override
    public Mono<Integer> one(Integer key) {
        return later.getOrDefault(key, Mono.just(key));
    }

    @Override
    public Mono<List<Integer>> many(List<Integer> keys) {
        return Mono.just(List.copyOf(keys));
    }

    @Override
    public Integer key(Integer value) {
        return value;
    }
}
