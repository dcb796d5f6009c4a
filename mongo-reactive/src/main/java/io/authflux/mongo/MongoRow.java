// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.schema.Column;
import io.authflux.spi.Cells;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A document that was read, as far as the model knows it. For one thread. */
final class MongoRow implements Cells {

    private final List<@Nullable Column> columns;
    private final int fields;
    private final @Nullable BsonValue[] values;

    /** {@code columns}: those of the kind's fields, by position, then those of the attributes, {@code fields} the former. */
    MongoRow(List<@Nullable Column> columns, int fields) {
        this.columns = columns;
        this.fields = fields;
        values = new BsonValue[columns.size()];
    }

    void put(int index, BsonValue value) {
        values[index] = value;
    }

    /** As it is in the document; null if it is not there. */
    @Nullable
    BsonValue value(int index) {
        return values[index];
    }

    @Override
    public @Nullable Object get(int position) {
        Column column = columns.get(position);
        return column == null ? null : BsonValues.decode(column, values[position]);
    }

    @Override
    public Map<String, Object> attributes() {
        if (fields == values.length) {
            return Map.of();
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = fields; i < values.length; i++) {
            Column column = columns.get(i);
            Object value = get(i);
            if (column != null && value != null) {
                attributes.put(column.field(), value);
            }
        }
        return attributes;
    }
}
