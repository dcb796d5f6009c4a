// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Two round trips in a transaction. Who locks the row first deletes it; the others wait, and find nothing. What decides
 * is the count of the delete, so that not even a database without such locks could make two winners.
 */
record ReadBefore<T>(Query<T> read, Command write) implements Change<T> {

    @Override
    public String operation() {
        return read.operation();
    }

    @Override
    public List<Codec> parameters() {
        return read.parameters();
    }

    @Override
    public boolean needsTransaction() {
        return true;
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        return statements
                .one(read, arguments)
                .flatMap(row -> statements.update(write, arguments).mapNotNull(count -> count > 0 ? row : null));
    }
}
