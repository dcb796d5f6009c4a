// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Schema;
import java.util.function.UnaryOperator;

/**
 * The tables of one layout in one database. Immutable.
 *
 * @param name the layout's name, for messages
 * @param schema the tables
 * @param databaseSchema the database schema that they are in; empty for the connection's own
 */
public record TableLayout(String name, Schema schema, String databaseSchema) {

    /**
     * The tables of a layout.
     *
     * @param layout the layout
     * @param dialect of the database
     * @param databaseSchema the database schema that the caller wants; empty for the layout's
     * @param renaming what becomes of the names
     * @return the tables
     * @throws io.authflux.error.ConfigurationException if the layout does not exist for this database
     */
    public static TableLayout of(
            Layout layout, Dialect dialect, String databaseSchema, UnaryOperator<Schema> renaming) {
        return new TableLayout(
                layout.name(),
                renaming.apply(layout.on(Family.of(dialect.name()))),
                databaseSchema.isEmpty() ? layout.databaseSchema() : databaseSchema);
    }
}
