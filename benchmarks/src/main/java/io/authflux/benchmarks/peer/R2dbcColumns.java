// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** A row of R2DBC. */
record R2dbcColumns(Readable row, Class<?> momentType) implements Columns {

    @Override
    public int number(int index) {
        Integer number = row.get(index, Integer.class);
        if (number == null) {
            throw new IllegalStateException("column " + index + " has no number");
        }
        return number;
    }

    @Override
    public @Nullable String text(int index) {
        return row.get(index, String.class);
    }

    @Override
    public @Nullable Object moment(int index) {
        return row.get(index, momentType);
    }
}
