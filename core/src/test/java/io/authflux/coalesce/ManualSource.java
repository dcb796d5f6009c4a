// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import io.authflux.error.StoreFailureException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers key "k" with "v:k" when it is told to; what is asked is on record. */
final class ManualSource implements LookupSource<String, String> {

    private final List<List<String>> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<List<String>> cancelled = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Sinks.Empty<Void>> gates = new ConcurrentLinkedQueue<>();

    List<List<String>> asked() {
        return asked;
    }

    List<List<String>> cancelled() {
        return cancelled;
    }

    Coalescer<String, String> coalescer(int lanes) {
        return coalescer(new Coalescer.Limits(lanes, 256, 10_000));
    }

    Coalescer<String, String> coalescer(Coalescer.Limits limits) {
        return new Coalescer<>("test.find", this, limits);
    }

    /** With one lane, on a source that fails to answer many at once. */
    Coalescer<String, String> oneByOne(Function<String, Mono<String>> one) {
        return oneLane(one, keys -> Mono.error(new StoreFailureException("many", null)));
    }

    /** With one lane. */
    Coalescer<String, String> oneLane(
            Function<String, Mono<String>> one, Function<List<String>, Mono<List<String>>> many) {
        return oneLane(one, many, false);
    }

    /** With one lane; {@code stricter}: what many finds beside what was asked for is nobody's. */
    Coalescer<String, String> oneLane(
            Function<String, Mono<String>> one, Function<List<String>, Mono<List<String>>> many, boolean stricter) {
        LookupSource<String, String> source = new LookupSource<>() {
            @Override
            public Mono<String> one(String key) {
                return one.apply(key);
            }

            @Override
            public Mono<List<String>> many(List<String> keys) {
                return many.apply(keys);
            }

            @Override
            public boolean isOneStricter() {
                return stricter;
            }

            @Override
            public String key(String value) {
                return ManualSource.this.key(value);
            }
        };
        return new Coalescer<>("test.find", source, new Coalescer.Limits(1, 256, 10_000));
    }

    private Mono<Void> gate(List<String> keys) {
        asked.add(keys);
        Sinks.Empty<Void> gate = Sinks.empty();
        gates.add(gate);
        return gate.asMono().doOnCancel(() -> cancelled.add(keys));
    }

    @Override
    public Mono<String> one(String key) {
        return Mono.defer(() -> gate(List.of(key)).then(Mono.justOrEmpty(value(key))));
    }

    @Override
    public Mono<List<String>> many(List<String> keys) {
        return Mono.defer(() -> gate(List.copyOf(keys))
                .then(Mono.fromSupplier(
                        () -> keys.stream().flatMap(ManualSource::values).toList())));
    }

    /** Each key that there is has two values. */
    private static Stream<String> values(String key) {
        return key.startsWith("absent") ? Stream.of() : Stream.of("v:" + key, "v:" + key + "#2");
    }

    @Override
    public String key(String value) {
        return value.substring("v:".length()).replace("#2", "");
    }

    private static @Nullable String value(String key) {
        return key.startsWith("absent") ? null : "v:" + key;
    }

    /** What a caller failed with, when he does; null if he did not. */
    static @Nullable Throwable errorOf(CompletableFuture<String> caller) throws Exception {
        return caller.handle((value, error) -> error).get(5, TimeUnit.SECONDS);
    }

    void answer() {
        gates.remove().tryEmitEmpty().orThrow();
    }

    void answerLast() {
        while (gates.size() > 1) {
            gates.remove();
        }
        answer();
    }

    void fail(Throwable error) {
        gates.remove().tryEmitError(error).orThrow();
    }
}
