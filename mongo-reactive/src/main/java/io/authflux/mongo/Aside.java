// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** The few things that wait (a name server, a file, the end of a client), each on a thread of its own. */
final class Aside {

    private Aside() {}

    /** Emits what the call answers; what nobody waits for any more is discarded. */
    static <T> Mono<T> call(Callable<T> work) {
        return Mono.create(sink -> run(() -> {
            try {
                sink.success(work.call());
            } catch (Exception e) {
                sink.error(e);
            }
        }));
    }

    /** The same for what nobody waits for. */
    static void run(Runnable work) {
        Thread thread = new Thread(work, "authflux-mongo");
        thread.setDaemon(true);
        thread.start();
    }
}
