// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Two round trips in a transaction. The update keeps the row locked until both are done. */
record ReadAfter<T>(Command write, Query<T> read, List<Integer> criteria) implements Change<T> {

    ReadAfter {
        criteria = List.copyOf(criteria);
    }

    @Override
    public String operation() {
        return write.operation();
    }

    @Override
    public List<Codec> parameters() {
        return write.parameters();
    }

    @Override
    public boolean needsTransaction() {
        return true;
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        @Nullable Object[] found = criteria.stream().map(i -> arguments[i]).toArray();
        return statements
                .update(write, arguments)
                .flatMap(count -> count > 0 ? statements.one(read, found) : Mono.empty());
    }
}
