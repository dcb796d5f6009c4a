// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.error.StoreUnavailableException;
import io.authflux.rows.RowStorage;
import io.authflux.rows.Tables;
import io.authflux.schema.Schema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tables, and the lock under which each step runs. Nothing waits for anything while it holds the lock. */
final class Memory implements RowStorage {

    private final Tables tables;
    private boolean closed;

    Memory(Schema schema) {
        tables = new Tables(schema);
    }

    @Override
    public <T> Mono<T> atomically(String operation, Function<Tables, @Nullable T> step) {
        return Mono.fromSupplier(() -> run(operation, step));
    }

    private synchronized <T> @Nullable T run(String operation, Function<Tables, @Nullable T> step) {
        if (closed) {
            throw new StoreUnavailableException(operation, null);
        }
        return tables.run(step).value();
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(this::shut);
    }

    private synchronized void shut() {
        closed = true;
    }

    /** Looks at the rows past the stores, after {@link #close} too. */
    synchronized <T> T inspect(Function<Tables, T> work) {
        return work.apply(tables);
    }
}
