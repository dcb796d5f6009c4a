// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.schema.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows by the values of a key. As in SQL, a row with a null in the key is equal to no other. */
final class Index {

    private final Key key;
    private final Map<List<Object>, Set<Row>> entries = new HashMap<>();

    Index(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    boolean covers(Map<String, ?> where) {
        return where.keySet().containsAll(key.fields());
    }

    Collection<Row> find(Map<String, ?> where) {
        return find(entry(where::get));
    }

    Collection<Row> sameAs(Row row) {
        return find(entry(row::value));
    }

    void add(Row row) {
        List<Object> entry = entry(row::value);
        if (!entry.isEmpty()) {
            entries.computeIfAbsent(entry, e -> new LinkedHashSet<>()).add(row);
        }
    }

    void remove(Row row) {
        List<Object> entry = entry(row::value);
        entries.computeIfPresent(entry, (e, rows) -> rows.remove(row) && rows.isEmpty() ? null : rows);
    }

    private Collection<Row> find(List<Object> entry) {
        return entries.getOrDefault(entry, Set.of());
    }

    /** The values of the key; empty if one is null. */
    private List<Object> entry(Function<String, @Nullable Object> values) {
        List<Object> entry = new ArrayList<>();
        for (String field : key.fields()) {
            @Nullable Object value = values.apply(field);
            if (value == null) {
                return List.of();
            }
            entry.add(value);
        }
        return entry;
    }
}
