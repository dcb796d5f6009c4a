// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * The layouts that a database's tables may have, and what becomes of their names. Immutable.
 *
 * @param layouts one, or several of which the one is taken that fits
 * @param renaming what becomes of the names
 * @param databaseSchema the database schema that the caller wants; empty for the layout's
 */
public record LayoutChoice(List<Layout> layouts, UnaryOperator<Schema> renaming, String databaseSchema) {

    /** NextAuth v3's, as it is. */
    public static final LayoutChoice DEFAULT = new LayoutChoice(List.of(Layouts.nextAuth()), schema -> schema, "");

    /** Copies. */
    public LayoutChoice {
        layouts = List.copyOf(layouts);
    }

    /**
     * The same choice in another database schema.
     *
     * @param schema its name; empty for the layout's
     * @return the choice
     */
    public LayoutChoice in(String schema) {
        return new LayoutChoice(layouts, renaming, schema);
    }

    /**
     * The same names and database schema for other layouts.
     *
     * @param others the layouts
     * @return the choice
     */
    public LayoutChoice of(List<Layout> others) {
        return new LayoutChoice(others, renaming, databaseSchema);
    }

    /**
     * Settles it; looks at the tables only if there are several.
     *
     * @param statements where to look
     * @param dialect the dialect
     * @return emits the tables; fails with {@link io.authflux.error.ConfigurationException} or
     *     {@link io.authflux.error.SchemaMismatchException}
     */
    public Mono<TableLayout> settle(Statements statements, Dialect dialect) {
        if (layouts.size() == 1) {
            return Mono.fromSupplier(() -> TableLayout.of(layouts.get(0), dialect, databaseSchema, renaming));
        }
        Family family = Family.of(dialect.name());
        return LayoutDetector.detect(
                statements,
                dialect,
                layouts.stream()
                        .filter(layout -> layout.schemas().containsKey(family))
                        .map(layout -> TableLayout.of(layout, dialect, databaseSchema, renaming))
                        .toList());
    }
}
