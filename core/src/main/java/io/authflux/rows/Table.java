// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.error.UniqueViolationException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one kind, in order of insertion. Not thread-safe: see {@link Tables}. */
final class Table {

    private final Entity entity;
    private final Set<Row> rows = new LinkedHashSet<>();
    private final List<Index> indexes = new ArrayList<>();
    private long sequence;

    Table(Entity entity) {
        this.entity = entity;
        if (!entity.primaryKey().isEmpty()) {
            indexes.add(new Index(new Key(entity.primaryKey(), true, null, false)));
        }
        entity.keys().forEach(key -> indexes.add(new Index(key)));
    }

    Collection<Row> rows() {
        return rows;
    }

    List<Row> find(Map<String, ?> where) {
        Optional<Index> index = indexes.stream().filter(i -> i.covers(where)).findFirst();
        Collection<Row> candidates = index.isPresent() ? index.get().find(where) : rows;
        return candidates.stream().filter(row -> row.matches(where)).toList();
    }

    Row insert(String operation, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> numbered = new LinkedHashMap<>(values);
        for (Column column : entity.columns()) {
            if (column.generator() == Generator.DATABASE) {
                numbered.compute(column.field(), (field, given) -> number(given));
            }
        }
        Row row = new Row(entity, numbered);
        requireUnique(operation, row, null);
        add(row);
        return row;
    }

    /** No number is given twice, whoever gave it first. */
    private Object number(@Nullable Object given) {
        if (given != null) {
            sequence = Math.max(sequence, Keys.number(given));
            return given;
        }
        return Long.toString(++sequence);
    }

    Row update(String operation, Row row, Map<String, ? extends @Nullable Object> changes) {
        Row changed = row.with(changes);
        requireUnique(operation, changed, row);
        delete(row);
        add(changed);
        return changed;
    }

    void delete(Row row) {
        rows.remove(row);
        indexes.forEach(i -> i.remove(row));
    }

    void add(Row row) {
        rows.add(row);
        indexes.forEach(i -> i.add(row));
    }

    private void requireUnique(String operation, Row row, @Nullable Row old) {
        for (Index index : indexes) {
            if (index.key().unique() && index.sameAs(row).stream().anyMatch(other -> other != old)) {
                throw new UniqueViolationException(operation, entity.describe(index.key()), null);
            }
        }
    }
}
