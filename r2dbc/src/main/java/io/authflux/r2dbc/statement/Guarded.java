// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A look for rows that must not be there, then the change, alone among all that write the same values. */
record Guarded<T>(Change<T> change, List<Guard> guards, Exclusion exclusion) implements Change<T> {

    Guarded {
        guards = List.copyOf(guards);
    }

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
    public Mono<T> on(BoundStatements connection, @Nullable Object... arguments) {
        List<String> names =
                asked(arguments).map(guard -> guard.name(arguments)).toList();
        return exclusion.alone(connection, operation(), names, statements -> run(statements, arguments));
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        return Flux.fromStream(() -> asked(arguments))
                .concatMap(guard -> guard.check(statements, arguments))
                .then(Mono.defer(() -> change.run(statements, arguments)));
    }

    private Stream<Guard> asked(@Nullable Object... arguments) {
        return guards.stream().filter(guard -> guard.applies(arguments));
    }
}
