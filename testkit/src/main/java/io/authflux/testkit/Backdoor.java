// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.schema.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes rows by another way than the code under test, so that the two cannot agree on a mistake. Rows are
 * maps by field name, with values in the Java types of the model: text for every id, {@link java.time.Instant} for every
 * time.
 */
public interface Backdoor {

    /**
     * Reads rows.
     *
     * @param kind of which kind
     * @param where the values that the rows must have, by field
     * @return every such row with all its columns; a field that is {@code NULL} has no entry
     */
    List<Map<String, Object>> find(EntityKind kind, Map<String, ?> where);

    /**
     * Writes a row.
     *
     * @param kind of which kind
     * @param row the values by field; a column without an entry, or with null, is left to the database
     */
    void write(EntityKind kind, Map<String, ? extends @Nullable Object> row);

    /**
     * Reads the only row.
     *
     * @param kind of which kind
     * @param where the values that the row must have, by field
     * @return the row, or empty if there is none
     * @throws AssertionError if there are several
     */
    default Optional<Map<String, Object>> findOne(EntityKind kind, Map<String, ?> where) {
        List<Map<String, Object>> rows = find(kind, where);
        if (rows.size() > 1) {
            throw new AssertionError(rows.size() + " rows of " + kind + " where there may be one");
        }
        return rows.stream().findFirst();
    }
}
