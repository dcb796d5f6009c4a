// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Presence;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The contract on the tables of every adapter of Auth.js; one class a database. */
abstract class LayoutContract extends RelationalContract {

    @Parameter
    @Nullable
    Layout layout;

    /** Every layout but the default, on which the contract runs at full length elsewhere. */
    static Stream<Layout> layoutsOn(Family family) {
        List<Layout> all = Layouts.all();
        return all.subList(1, all.size()).stream()
                .filter(layout -> layout.schemas().containsKey(family));
    }

    @Override
    Layout layout() {
        return Objects.requireNonNull(layout, "not yet known");
    }

    /** As the tables are made: without columns that only somebody else would make. */
    @Override
    public Schema schema() {
        Schema schema = super.schema();
        for (Entity entity : schema.tables()) {
            String[] foreign = entity.columns().stream()
                    .filter(column -> column.presence() == Presence.IF_THERE)
                    .map(Column::field)
                    .toArray(String[]::new);
            schema = schema.with(entity.kind(), table -> table.without(foreign));
        }
        return schema;
    }

    /** Where the counter is declared as an {@code int}, it ends as one. */
    @Override
    public long largestCounter() {
        String declared =
                schema().entity(EntityKind.AUTHENTICATOR).column("counter").declared();
        return declared != null && declared.startsWith("int") ? Integer.MAX_VALUE : super.largestCounter();
    }

    /** Once the layout is known, which is later than {@code BeforeAll}. */
    @Override
    void open() {}

    @BeforeParameterizedClassInvocation
    void openLayout() {
        super.open();
    }

    @Override
    void close() {}

    @AfterParameterizedClassInvocation
    void closeLayout() throws Exception {
        super.close();
    }

    /** A name for the database. */
    String databaseName() {
        return "layout_" + layout().name().replace('-', '_');
    }

    @Override
    public int races() {
        return 10;
    }

    @Override
    public int cancelledLookups() {
        return 500;
    }
}
