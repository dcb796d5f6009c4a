// SPDX-License-Identifier: Apache-2.0
package io.authflux.jcstress;

import io.authflux.coalesce.LookupSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Answers every key with itself, at once; some may be held back, and those who are asked for beside them. */
final class Echo implements LookupSource<Integer, Integer> {

    private final Map<Integer, Mono<Integer>> later;

    Echo() {
        later = Map.of();
    }

    /** {@code reply}: when the key is answered. */
    Echo(Integer key, Mono<Integer> reply) {
        later = Map.of(key, reply);
    }

    /** {@code reply}: when the key is answered; the other never is. */
    Echo(Integer key, Mono<Integer> reply, Integer silent) {
        later = Map.of(key, reply, silent, Mono.never());
    }

    @Override
    public Mono<Integer> one(Integer key) {
        return later.getOrDefault(key, Mono.just(key));
    }

    @Override
    public Mono<List<Integer>> many(List<Integer> keys) {
        List<Integer> answer = List.copyOf(keys);
        return keys.stream()
                .filter(later::containsKey)
                .findFirst()
                .map(key -> one(key).map(value -> answer))
                .orElse(Mono.just(answer));
    }

    @Override
    public Integer key(Integer value) {
        return value;
    }
}
