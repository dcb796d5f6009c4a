// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/** The kinds of segments this driver has. */
final class Segments {

    private Segments() {}

    record OfRow(Row row) implements Result.RowSegment {}

    record OfUpdateCount(long value) implements Result.UpdateCount {}

    record OfMessage(R2dbcException exception) implements Result.Message {

        @Override
        public int errorCode() {
            return exception.getErrorCode();
        }

        @Override
        public @Nullable String sqlState() {
            return exception.getSqlState();
        }

        @Override
        public String message() {
            return String.valueOf(exception.getMessage());
        }
    }
}
