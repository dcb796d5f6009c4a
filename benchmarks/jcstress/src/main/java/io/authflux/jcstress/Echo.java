// SPDX-License-Identifier: Apache-2.0
package io.authflux.jcstress;

import io.authflux.coalesce.LookupSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Answers every key with itself, at once; some may be held back, and those who are asked for beside them. Knows what it was asked. */
final class Echo implements LookupSource<Integer, Integer> {

    private final Map<Integer, Mono<Integer>> later;
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    /** {@code later}: when keys are answered that are not answered at once. */
    Echo(Map<Integer, Mono<Integer>> later) {
        this.later = later;
    }

    @Override
    public Mono<Integer> one(Integer key) {
        asked.add(key);
        return answer(key);
    }

    private Mono<Integer> answer(Integer key) {
        return later.getOrDefault(key, Mono.just(key));
    }

    @Override
    public Mono<List<Integer>> many(List<Integer> keys) {
        asked.addAll(keys);
        List<Integer> answer = List.copyOf(keys);
        return keys.stream()
                .filter(later::containsKey)
                .findFirst()
                .map(key -> answer(key).map(value -> answer))
                .orElse(Mono.just(answer));
    }

    /** How often, 0 or 1, it was asked for a key, so far. */
    int asked(Integer key) {
        return asked.contains(key) ? 1 : 0;
    }

    @Override
    public Integer key(Integer value) {
        return value;
    }
}
