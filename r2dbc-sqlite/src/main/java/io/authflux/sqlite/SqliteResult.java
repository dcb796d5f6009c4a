// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.client.Cursor;
import io.authflux.sqlite.client.Outcome;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one statement gives; consumed once. A filtered one shares its source with the one it was made of. */
final class SqliteResult implements Result {

    private final ResultSource source;
    private final AtomicBoolean consumed;
    private final Predicate<Segment> filter;
    private final boolean filtered;

    private SqliteResult(ResultSource source, AtomicBoolean consumed, Predicate<Segment> filter, boolean filtered) {
        this.source = source;
        this.consumed = consumed;
        this.filter = filter;
        this.filtered = filtered;
    }

    static SqliteResult of(Outcome outcome, ConnectionContext context) {
        return of(new FinishedSource(outcome, context.codecs()));
    }

    static SqliteResult of(Client client, Cursor cursor, ConnectionContext context, int fetchSize, Runnable onDone) {
        return of(new QuerySource(client, cursor, context.codecs(), fetchSize, onDone));
    }

    private static SqliteResult of(ResultSource source) {
        return new SqliteResult(source, new AtomicBoolean(), segment -> true, false);
    }

    boolean isConsumed() {
        return consumed.get();
    }

    boolean isDone() {
        return source.isDone();
    }

    /** Nobody has asked for this yet; it may still happen, after later statements have run. */
    void keepFor(boolean writesLater) {
        source.keepFor(writesLater);
    }

    @Override
    public Flux<Long> getRowsUpdated() {
        Flux<Long> count = Flux.from(updateCount()).map(UpdateCount::value);
        return suppressed(consume(row -> null), count);
    }

    @Override
    public <T> Flux<T> map(BiFunction<Row, RowMetadata, ? extends T> mappingFunction) {
        Require.notNull(mappingFunction, "mappingFunction");
        return suppressed(
                consume(row -> accepts(row)
                        ? Objects.requireNonNull(
                                mappingFunction.apply(row, row.getMetadata()), "The mapping function returned null")
                        : null),
                Flux.empty());
    }

    @Override
    public SqliteResult filter(Predicate<Segment> filter) {
        Require.notNull(filter, "filter");
        return new SqliteResult(source, consumed, this.filter.and(filter), true);
    }

    @Override
    public <T> Flux<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mappingFunction) {
        Require.notNull(mappingFunction, "mappingFunction");
        Flux<Segment> segments = this.<Segment>consume(row -> {
                    Segment segment = new Segments.OfRow(row);
                    return filter.test(segment) ? segment : null;
                })
                .concatWith(updateCount());
        return segments.onErrorResume(R2dbcException.class, e -> Mono.<Segment>just(new Segments.OfMessage(e))
                        .filter(filter))
                .concatMap(mappingFunction);
    }

    private boolean accepts(SqliteRow row) {
        return !filtered || filter.test(new Segments.OfRow(row));
    }

    private <T> Flux<T> consume(Function<SqliteRow, @Nullable T> mapper) {
        return Flux.defer(() -> consumed.compareAndSet(false, true)
                ? source.rows(mapper)
                : Flux.error(new IllegalStateException("A result can be consumed only once")));
    }

    private Mono<UpdateCount> updateCount() {
        return Mono.defer(() -> Mono.justOrEmpty(source.updateCount()))
                .cast(UpdateCount.class)
                .filter(filter);
    }

    /** Filtering out the message of a failure suppresses the failure. */
    private <T> Flux<T> suppressed(Flux<T> rows, Flux<T> rest) {
        Flux<T> all = rest == Flux.<T>empty() ? rows : rows.concatWith(rest);
        return filtered
                ? all.onErrorResume(
                        R2dbcException.class,
                        e -> filter.test(new Segments.OfMessage(e)) ? Flux.error(e) : Flux.empty())
                : all;
    }
}
