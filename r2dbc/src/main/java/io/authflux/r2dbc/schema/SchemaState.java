// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the database turned out to have. Immutable.
 *
 * @param schema the tables as they are: without the columns that need not be there and are not
 * @param present the kinds that have a table; only passkeys may lack one
 * @param fieldsByKey the field to report for a violation, by the name of the constraint or index in the database, and by its columns
 * @param unguarded the keys by which rows must be unique though no index of the database keeps them so, by kind
 * @param types the type of each column, as the catalog prints it, by {@code table.column}
 */
public record SchemaState(
        Schema schema,
        Set<EntityKind> present,
        Map<String, String> fieldsByKey,
        Map<EntityKind, List<Key>> unguarded,
        Map<String, String> types) {

    /** Copies. */
    public SchemaState {
        present = Set.copyOf(present);
        fieldsByKey = Map.copyOf(fieldsByKey);
        unguarded = Map.copyOf(unguarded);
        types = Map.copyOf(types);
    }

    /**
     * The type of a column.
     *
     * @param entity the table
     * @param column the column
     * @return as the catalog prints it; empty if that is not known
     */
    public String typeOf(Entity entity, Column column) {
        return types.getOrDefault(entity.table() + "." + column.name(), "");
    }
}
