// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;

/** What came of several calls that were made at the same time. */
final class Race<T> {

    private final List<Signal<T>> outcomes;

    private Race(List<Signal<T>> outcomes) {
        this.outcomes = outcomes;
    }

    /** Runs the racers on all processors and waits for every one of them. */
    static <T> Race<T> of(int racers, IntFunction<Mono<T>> racer) {
        return new Race<>(Await.all(Flux.range(0, racers)
                .flatMap(
                        i -> Mono.defer(() -> racer.apply(i))
                                .subscribeOn(Schedulers.parallel())
                                .materialize(),
                        racers)));
    }

    List<T> values() {
        return outcomes.stream()
                .filter(Signal::hasValue)
                .map(s -> Objects.requireNonNull(s.get()))
                .toList();
    }

    List<Throwable> failures() {
        return outcomes.stream()
                .filter(Signal::hasError)
                .map(s -> Objects.requireNonNull(s.getThrowable()))
                .toList();
    }
}
