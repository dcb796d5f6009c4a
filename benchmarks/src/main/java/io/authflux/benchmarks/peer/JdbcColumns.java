// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of JDBC. */
record JdbcColumns(ResultSet row, InstantForm form) implements Columns {

    @Override
    public int number(int index) {
        try {
            return row.getInt(index + 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable String text(int index) {
        try {
            return row.getString(index + 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Object moment(int index) {
        try {
            return form == InstantForm.TEXT ? row.getString(index + 1) : row.getObject(index + 1, form.type());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
