// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import java.util.function.Consumer;
import reactor.util.context.Context;

/** Signals that nobody took, which Reactor would log, or hand to the application. */
public final class Dropped {

    private Dropped() {}

    /** What a subscriber has in its context so that they come here: values and errors. */
    public static Context to(Consumer<Object> signals) {
        Consumer<Throwable> errors = signals::accept;
        return Context.of("reactor.onNextDropped.local", signals, "reactor.onErrorDropped.local", errors);
    }
}
