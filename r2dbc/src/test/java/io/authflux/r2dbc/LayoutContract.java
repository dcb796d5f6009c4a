// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The contract on the tables of every adapter of Auth.js; one class a database. */
abstract class LayoutContract extends RelationalContract {

    @Parameter
    Layout layout;

    /** Every layout but the default, on which the contract runs at full length elsewhere. */
    static Stream<Layout> layoutsOn(Family family) {
        List<Layout> all = Layouts.all();
        return all.subList(1, all.size()).stream()
                .filter(layout -> layout.schemas().containsKey(family));
    }

    @Override
    Layout layout() {
        return layout;
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
        return "layout_" + layout.name().replace('-', '_');
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
