// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One statement, one round trip. */
record Returned<T>(Query<T> query, boolean needsTransaction) implements Change<T> {

    @Override
    public String operation() {
        return query.operation();
    }

    @Override
    public List<Codec> parameters() {
        return query.parameters();
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        return statements.one(query, arguments);
    }
}
