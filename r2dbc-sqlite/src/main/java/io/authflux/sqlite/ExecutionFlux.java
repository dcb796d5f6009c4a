// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import java.util.List;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** Runs statements one after the other, anew for each subscriber, and emits a result for each. */
final class ExecutionFlux extends Flux<SqliteResult> {

    private final Client client;
    private final ConnectionContext context;
    private final List<Step> steps;
    private final int fetchSize;

    ExecutionFlux(Client client, ConnectionContext context, List<Step> steps, int fetchSize) {
        this.client = client;
        this.context = context;
        this.steps = steps;
        this.fetchSize = fetchSize;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SqliteResult> subscriber) {
        Execution execution = new Execution(client, context, steps, fetchSize, subscriber);
        subscriber.onSubscribe(execution);
        if (steps.isEmpty()) {
            execution.request(1);
        }
    }
}
