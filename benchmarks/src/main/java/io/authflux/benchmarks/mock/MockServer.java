// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.mock;

import io.authflux.benchmarks.database.Population;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Answers every look-up with rows that it has at hand, on one thread of its own as a driver's event loop would. */
final class MockServer implements AutoCloseable {

    private static final OffsetDateTime LATER =
            Instant.parse("2100-01-01T00:00:00Z").atOffset(ZoneOffset.UTC);

    /** How Authflux reads moments, which are all the same here. */
    private static final String BYTES = "encode(timestamptz_send(";

    private static final String LATER_IN_BYTES = String.format(
            Locale.ROOT, "%016x", ChronoUnit.MICROS.between(Instant.parse("2000-01-01T00:00:00Z"), LATER.toInstant()));

    private final Scheduler loop = Schedulers.newSingle("mock", true);
    private final Map<String, Integer> indexByToken = new HashMap<>();
    private final Population population;
    private final Map<String, List<String>> columnsBySql = new ConcurrentHashMap<>();
    private final boolean silent;

    /** {@code silent}: never answers. */
    MockServer(Population population, boolean silent) {
        this.population = population;
        this.silent = silent;
        for (int i = 0; i < population.known(); i++) {
            indexByToken.put(population.token(i), i);
        }
    }

    Mono<Result> answer(String sql, String[] tokens) {
        List<String> columns = columnsBySql.computeIfAbsent(sql, MockServer::columns);
        return silent
                ? Mono.never()
                : Mono.<Result>just(new Rows(columns, tokens)).subscribeOn(loop);
    }

    /** What is between {@code SELECT} and {@code FROM}, with the letter of its table; calls have no blank after a comma. */
    private static List<String> columns(String sql) {
        String list = sql.substring("SELECT ".length(), sql.indexOf(" FROM "));
        return Arrays.stream(list.split(", "))
                .map(name -> name.replace("\"", "").strip())
                .toList();
    }

    @Override
    public void close() {
        loop.dispose();
    }

    private final class Rows implements Result {

        private final List<String> columns;
        private final String[] tokens;

        Rows(List<String> columns, String[] tokens) {
            this.columns = columns;
            this.tokens = tokens;
        }

        @Override
        public <T> Publisher<T> map(Function<? super Readable, ? extends T> reader) {
            return tokens.length == 1
                    ? Mono.fromSupplier(() -> reader.apply(row(tokens[0])))
                    : Flux.fromArray(tokens).map(token -> reader.apply(row(token)));
        }

        private MockRow row(String token) {
            return new MockRow(columns, indexByToken.getOrDefault(token, -1));
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Publisher<Long> getRowsUpdated() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapper) {
            throw new UnsupportedOperationException();
        }
    }

    private final class MockRow implements Readable {

        private final List<String> columns;
        private final int index;

        MockRow(List<String> columns, int index) {
            this.columns = columns;
            this.index = index;
        }

        @Override
        public <T> @Nullable T get(int position, Class<T> type) {
            return type.cast(value(columns.get(position)));
        }

        private @Nullable Object value(String column) {
            if (column.startsWith(BYTES)) {
                return LATER_IN_BYTES;
            }
            return switch (column) {
                case "s.session_token", "s.access_token" -> population.token(index);
                case "s.expires", "u.email_verified" -> LATER;
                // Numbers of users begin with 1, indexes with 0.
                case "s.user_id", "u.id" -> index + 1;
                case "u.email" -> population.email(index);
                case "u.name", "u.image" -> "somebody";
                default -> throw new IllegalStateException("nobody knows " + column);
            };
        }

        @Override
        public <T> @Nullable T get(String name, Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
