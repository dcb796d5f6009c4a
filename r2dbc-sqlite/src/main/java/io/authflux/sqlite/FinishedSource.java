// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Outcome;
import io.authflux.sqlite.codec.Codecs;
import io.r2dbc.spi.Result;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A statement that has run to its end. */
record FinishedSource(Outcome outcome, Codecs codecs) implements ResultSource {

    @Override
    public <T> Flux<T> rows(Function<SqliteRow, @Nullable T> mapper) {
        if (outcome.rows().isEmpty()) {
            return Flux.empty();
        }
        SqliteRowMetadata metadata = new SqliteRowMetadata(outcome.columns());
        return Flux.fromIterable(outcome.rows()).handle((values, sink) -> {
            T mapped = mapper.apply(new SqliteRow(values, metadata, codecs));
            if (mapped != null) {
                sink.next(mapped);
            }
        });
    }

    @Override
    public Result.@Nullable UpdateCount updateCount() {
        return outcome.changes() < 0 ? null : new Segments.OfUpdateCount(outcome.changes());
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public void keepFor(boolean writesLater) {
        // Its rows are in memory already.
    }
}
