// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets work through one at a time, in the order of subscription. Thread-safe. */
final class Turnstile {

    private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

    <T> Mono<T> pass(Mono<T> work) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> done = Sinks.empty();
            Mono<Void> before = last.getAndSet(done.asMono());
            // Who leaves while he waits opens the way for nobody before those ahead of him are through.
            return before.then(work).doFinally(signal -> before.subscribe(null, null, done::tryEmitEmpty));
        });
    }
}
