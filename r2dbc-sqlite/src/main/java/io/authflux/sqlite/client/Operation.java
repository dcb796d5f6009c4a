// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Something to do once on a connection, in its turn, whose end is a signal. */
final class Operation implements Worker.Job {

    private final Client client;
    private final BooleanSupplier action;
    private final MonoSink<Void> sink;
    private volatile boolean cancelled;

    private Operation(Client client, BooleanSupplier action, MonoSink<Void> sink) {
        this.client = client;
        this.action = action;
        this.sink = sink;
    }

    /** The action returns false to be called again once the worker resumes. */
    static Mono<Void> of(Client client, BooleanSupplier action) {
        return Mono.create(sink -> {
            Operation operation = new Operation(client, action, sink);
            sink.onCancel(operation::cancel);
            client.worker().submit(operation);
        });
    }

    @Override
    public boolean run() {
        if (cancelled) {
            client.letGo();
            return true;
        }
        try {
            if (!action.getAsBoolean()) {
                return false;
            }
        } catch (RuntimeException e) {
            sink.error(e);
            return true;
        }
        sink.success();
        return true;
    }

    private void cancel() {
        cancelled = true;
        client.worker().execute(() -> client.abandon(this));
    }
}
