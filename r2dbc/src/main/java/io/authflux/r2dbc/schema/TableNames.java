// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Entity;

/** Table names as SQL. */
public final class TableNames {

    private TableNames() {}

    /**
     * The quoted name of a table.
     *
     * @param dialect knows how to quote
     * @param databaseSchema the database schema, empty for the connection's own
     * @param entity the table
     * @return for instance {@code "auth"."users"}
     */
    public static String qualified(Dialect dialect, String databaseSchema, Entity entity) {
        String name = dialect.quote(entity.table());
        return databaseSchema.isEmpty() ? name : dialect.quote(databaseSchema) + "." + name;
    }
}
