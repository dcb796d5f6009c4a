// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where calls of an R2DBC driver are made. H2's answers before it returns, on the thread that asks: it gets as many threads
 * as there are cores, as it would find them in a reactive server. The others answer on threads of their own.
 */
final class Turn implements AutoCloseable {

    private final Scheduler scheduler;

    Turn(Product product) {
        scheduler = product == Product.H2
                ? Schedulers.newParallel("h2", Runtime.getRuntime().availableProcessors())
                : Schedulers.immediate();
    }

    <T> Mono<T> take(Mono<T> call) {
        return scheduler == Schedulers.immediate() ? call : call.subscribeOn(scheduler);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
