// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** How a change hands back the rows that it touched. */
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
     * Not at all. An inserted row is what was written and the key that the driver reports; other changes read the row
     * in the same transaction.
     */
    NONE
}
