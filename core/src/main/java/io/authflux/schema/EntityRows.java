// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a caller's values before they are written. */
final class EntityRows {

    private EntityRows() {}

    static void check(Entity entity, Map<String, @Nullable Object> values) {
        requireColumns(entity, values);
        for (Column column : entity.columns()) {
            @Nullable Object value = values.get(column.field());
            if (value != null || (column.generator() == Generator.NONE && column.defaultValue() == null)) {
                column.require(value);
            }
        }
    }

    static Map<String, @Nullable Object> create(Entity entity, Map<String, @Nullable Object> values, Instant now) {
        requireColumns(entity, values);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Column column : entity.columns()) {
            @Nullable Object value = values.get(column.field());
            if (value == null) {
                value = column.defaultValue() == null
                        ? column.generator().generate(values, now)
                        : column.defaultValue();
            }
            if (value != null || column.generator() != Generator.DATABASE) {
                row.put(column.field(), column.require(value));
            }
        }
        return row;
    }

    static Map<String, @Nullable Object> change(Entity entity, Map<String, @Nullable Object> changes, Instant now) {
        requireColumns(entity, changes);
        for (String field : changes.keySet()) {
            if (entity.primaryKey().contains(field) || (entity.kind() == EntityKind.USER && field.equals("id"))) {
                throw new IllegalArgumentException(entity.kind() + ": " + field + " cannot be changed");
            }
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        changes.forEach(
                (field, value) -> entity.find(field).ifPresent(column -> row.put(field, column.require(value))));
        if (!row.isEmpty()) {
            entity.columns().stream()
                    .filter(c -> c.generator() == Generator.UPDATED_AT)
                    .forEach(c -> row.put(c.field(), c.require(now)));
        }
        return row;
    }

    /** A field of the model without a column is not kept, as in NextAuth; an attribute without one is a mistake. */
    private static void requireColumns(Entity entity, Map<String, @Nullable Object> values) {
        for (String field : values.keySet()) {
            if (entity.kind().field(field).isEmpty()) {
                Column column = entity.column(field);
                if (column.generator() != Generator.NONE) {
                    throw new IllegalArgumentException(entity.kind() + ": " + field + " is filled by the store");
                }
            }
        }
    }
}
