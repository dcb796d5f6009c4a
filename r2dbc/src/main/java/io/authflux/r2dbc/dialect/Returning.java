// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/** How a change hands back the rows that it touched, and where that stands in the statement. Columns come quoted. */
public enum Returning {
    /** {@code … RETURNING columns}. */
    CLAUSE,
    /**
     * {@code SELECT columns FROM FINAL TABLE (…)}, and {@code OLD TABLE} for deletes (ISO/IEC 9075-2). H2 2.4 does not
     * undo such a statement when it fails: an update that violates a key has deleted its row. So it always runs in a
     * transaction of its own.
     */
    DELTA_TABLE,
    /**
     * {@code OUTPUT INSERTED.column} before the values or the condition, {@code DELETED} for deletes. The rows that it
     * speaks of are those of triggers, which have no {@code text}.
     */
    OUTPUT,
    /**
     * Not at all. An inserted row is what was written and the key that the driver reports; other changes read the row
     * in the same transaction.
     */
    NONE;

    /**
     * Whether rows with such a column can be handed back so; if not, {@link #NONE} is done.
     *
     * @param column the column
     * @return normally true
     */
    public boolean canHandBack(Column column) {
        return this != OUTPUT || column.type() != ColumnType.TEXT;
    }

    /**
     * What stands before the statement.
     *
     * @param write the kind of change
     * @param columns what to hand back
     * @return with a trailing blank or parenthesis, or empty
     */
    public String before(Write write, List<String> columns) {
        return this == DELTA_TABLE
                ? "SELECT " + String.join(", ", columns) + " FROM " + (write == Write.DELETE ? "OLD" : "FINAL")
                        + " TABLE ("
                : "";
    }

    /**
     * What stands before {@code VALUES} or {@code WHERE}.
     *
     * @param write the kind of change
     * @param columns what to hand back
     * @return with a leading blank, or empty
     */
    public String between(Write write, List<String> columns) {
        String row = write == Write.DELETE ? "DELETED." : "INSERTED.";
        return this == OUTPUT
                ? columns.stream().map(row::concat).collect(Collectors.joining(", ", " OUTPUT ", ""))
                : "";
    }

    /**
     * What stands at the end.
     *
     * @param columns what to hand back
     * @return with a leading blank or parenthesis, or empty
     */
    public String after(List<String> columns) {
        return switch (this) {
            case CLAUSE -> " RETURNING " + String.join(", ", columns);
            case DELTA_TABLE -> ")";
            case OUTPUT, NONE -> "";
        };
    }
}
