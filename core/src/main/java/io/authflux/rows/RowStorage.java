// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where the rows of a {@link RowAdapter} live: the one thing that such an adapter has to be given. Thread-safe.
 */
public interface RowStorage {

    /**
     * Runs a step on the rows, normally by {@link Tables#run}. Steps come one after another: none sees another's rows half
     * changed. What a step changed is kept, or all of it undone if that fails.
     *
     * @param operation what the caller is doing, for the message of an error
     * @param step reads and changes rows; does not block; null if there is nothing to emit
     * @param <T> the type of its result
     * @return emits what the step returns once its changes are kept, empty if that is null; cold, one run a subscription;
     *     fails with what the step throws, and with {@link io.authflux.error.StoreUnavailableException} after
     *     {@link #close}; never blocks whoever subscribes; once begun a step is brought to its end even if the caller
     *     cancels
     */
    <T> Mono<T> atomically(String operation, Function<Tables, @Nullable T> step);

    /**
     * Releases what the storage opened. Idempotent.
     *
     * @return completes when everything is released; never fails
     */
    Mono<Void> close();
}
