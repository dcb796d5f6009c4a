// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A look for rows that must not be there, then the change. */
record Guarded<T>(Change<T> change, List<Guard> guards) implements Change<T> {

    @Override
    public String operation() {
        return change.operation();
    }

    @Override
    public List<Codec> parameters() {
        return change.parameters();
    }

    @Override
    public boolean needsTransaction() {
        return true;
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        return Flux.fromIterable(guards)
                .concatMap(guard -> guard.check(statements, arguments))
                .then(Mono.defer(() -> change.run(statements, arguments)));
    }
}
