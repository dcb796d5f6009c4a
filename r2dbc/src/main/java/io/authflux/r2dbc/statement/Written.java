// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One round trip: the row is what was sent, seen through the codecs as it will be when it is found later.
 *
 * @param cells the argument in each cell of the row, or {@link #KEY}
 */
record Written<T>(Command insert, @Nullable Key key, List<Integer> cells, Function<Readable, T> reader)
        implements Change<T> {

    static final int KEY = -1;

    Written {
        cells = List.copyOf(cells);
    }

    @Override
    public String operation() {
        return insert.operation();
    }

    @Override
    public List<Codec> parameters() {
        return insert.parameters();
    }

    @Override
    public boolean needsTransaction() {
        return false;
    }

    @Override
    public Mono<T> run(Statements statements, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(parameters(), arguments);
        if (encoded == null) {
            return Mono.empty();
        }
        Key numbered = key;
        if (numbered == null) {
            return statements.update(insert, arguments).map(count -> row(encoded, null));
        }
        Class<?> type = numbered.codec().wireType();
        Query<Object> given = new Query<>(
                operation(),
                insert.sql(),
                parameters(),
                row -> Objects.requireNonNull(row.get(0, type), "no key was given"),
                numbered.column());
        return statements.one(given, arguments).map(value -> row(encoded, value));
    }

    private T row(@Nullable Object[] encoded, @Nullable Object given) {
        List<@Nullable Object> row = new ArrayList<>(cells.size());
        for (int argument : cells) {
            row.add(argument == KEY ? given : encoded[argument]);
        }
        return reader.apply(new KnownRow(row));
    }

    /** The values of a row as the driver would hand them over. */
    private record KnownRow(List<@Nullable Object> values) implements Readable {

        @Override
        public <V> @Nullable V get(int index, Class<V> type) {
            return type.cast(values.get(index));
        }

        @Override
        public <V> @Nullable V get(String name, Class<V> type) {
            throw new UnsupportedOperationException("rows are read by position");
        }
    }
}
