// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A verticle for each core, as Vert.x' servers have: callers who all come from one thread would share one event loop. */
final class VertxContexts {

    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    VertxContexts(Vertx vertx) {
        Supplier<Deployable> verticle = () -> new VerticleBase() {
            @Override
            public Future<?> start() {
                contexts.add(context);
                return Future.succeededFuture();
            }
        };
        vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Calls in the next verticle; who was answered in one stays there. */
    <T> CompletionStage<T> spread(Supplier<Future<T>> call) {
        if (Vertx.currentContext() != null) {
            return call.get().toCompletionStage();
        }
        Promise<T> promise = Promise.promise();
        contexts.get(Math.floorMod(turn.getAndIncrement(), contexts.size()))
                .runOnContext(now -> call.get().onComplete(promise));
        return promise.future().toCompletionStage();
    }
}
