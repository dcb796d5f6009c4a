// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.spi.Cells;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row: its values, and a record of the model for whoever asks {@link io.authflux.spi.Records}. Immutable. */
public final class Row implements Cells {

    private final Entity entity;
    private final Map<String, Object> values;

    /** Rounds every value to what its column can represent. */
    Row(Entity entity, Map<String, ? extends @Nullable Object> values) {
        this.entity = entity;
        this.values = new LinkedHashMap<>();
        for (Column column : entity.columns()) {
            @Nullable Object value = values.get(column.field());
            if (value != null) {
                this.values.put(column.field(), exact(column, value));
            }
        }
    }

    private static Object exact(Column column, Object value) {
        return value instanceof Instant instant ? instant.truncatedTo(column.precision()) : value;
    }

    /** The same row with some values changed; a null clears. */
    Row with(Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.putAll(changes);
        return new Row(entity, changed);
    }

    @Nullable
    Object value(String field) {
        return values.get(field);
    }

    Instant instant(String field) {
        return (Instant) Objects.requireNonNull(value(field));
    }

    String text(String field) {
        return (String) Objects.requireNonNull(value(field));
    }

    /**
     * The values.
     *
     * @return by field, in the order of the columns; what is {@code NULL} has no entry
     */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * Whether the row has some values.
     *
     * @param where the values by field
     * @return true if it has them all
     */
    public boolean matches(Map<String, ?> where) {
        return where.entrySet().stream().allMatch(e -> e.getValue().equals(value(e.getKey())));
    }

    @Override
    public @Nullable Object get(int position) {
        List<EntityKind.Field> fields = entity.kind().fields();
        return value(fields.get(position).name());
    }

    @Override
    public Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Column column : entity.attributes()) {
            @Nullable Object value = value(column.field());
            if (value != null) {
                attributes.put(column.field(), value);
            }
        }
        return attributes;
    }

    /** Prints no value. */
    @Override
    public String toString() {
        return "Row of " + entity.kind();
    }
}
