// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.spi.Cells;
import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one table into records, by position: which column and which codec a field has is settled once, at
 * construction.
 */
final class RowReader<T> implements Function<Readable, T> {

    private static final int ABSENT = -1;

    private final List<Column> columns;
    private final int[] indexOfField;
    private final @Nullable Codec[] codecOfField;
    private final List<Attribute> attributes;
    private final Function<Cells, T> factory;

    private record Attribute(String name, int index, Codec codec) {}

    /** A reader for rows that hold {@link #columns()} from the given index on. */
    RowReader(Entity entity, Dialect dialect, int offset, Function<Cells, T> factory) {
        List<EntityKind.Field> fields = entity.kind().fields();
        this.factory = factory;
        this.columns = Stream.concat(
                        fields.stream().flatMap(f -> entity.find(f.name()).stream()), entity.attributes().stream())
                .toList();
        this.indexOfField = new int[fields.size()];
        this.codecOfField = new Codec[fields.size()];
        for (int i = 0; i < indexOfField.length; i++) {
            Column column = entity.find(fields.get(i).name()).orElse(null);
            indexOfField[i] = column == null ? ABSENT : offset + columns.indexOf(column);
            codecOfField[i] = column == null ? null : dialect.codec(column);
        }
        this.attributes = entity.attributes().stream()
                .map(c -> new Attribute(c.field(), offset + columns.indexOf(c), dialect.codec(c)))
                .toList();
    }

    /** What to select, in order. */
    List<Column> columns() {
        return columns;
    }

    @Override
    public T apply(Readable row) {
        return factory.apply(new RowCells(row));
    }

    private final class RowCells implements Cells {

        private final Readable row;

        RowCells(Readable row) {
            this.row = row;
        }

        @Override
        public @Nullable Object get(int position) {
            Codec codec = codecOfField[position];
            return codec == null ? null : codec.read(row, indexOfField[position]);
        }

        @Override
        public Map<String, Object> attributes() {
            if (attributes.isEmpty()) {
                return Map.of();
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (Attribute attribute : attributes) {
                Object value = attribute.codec().read(row, attribute.index());
                if (value != null) {
                    values.put(attribute.name(), value);
                }
            }
            return values;
        }
    }
}
