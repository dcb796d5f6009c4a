// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.schema.EntityKind;
import java.util.Map;
import java.util.Set;

/**
 * What the database turned out to have. Immutable.
 *
 * @param present the kinds that have a table; only passkeys may lack one
 * @param fieldsByKey the field to report for a violation, by the name of the constraint or index in the database, and by its columns
 * @param types the type of each column, as the catalog prints it, by {@code table.column}
 */
public record SchemaState(Set<EntityKind> present, Map<String, String> fieldsByKey, Map<String, String> types) {

    /** Copies. */
    public SchemaState {
        present = Set.copyOf(present);
        fieldsByKey = Map.copyOf(fieldsByKey);
        types = Map.copyOf(types);
    }
}
