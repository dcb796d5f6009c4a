// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

/** What a statement does, as far as locks and results are concerned. */
public enum StatementKind {
    /** A query: runs when its rows are asked for, and streams them. */
    READ,
    /** Changes rows. */
    WRITE,
    /** Changes the schema or the file as a whole. */
    SCHEMA,
    /** A pragma: has effects and perhaps rows, but asks for no write lock of ours. */
    PRAGMA,
    /** Begins, ends or subdivides a transaction. */
    TRANSACTION;

    /**
     * Whether the write lock is needed to run it outside a transaction.
     *
     * @return true for {@link #WRITE} and {@link #SCHEMA}
     */
    public boolean writes() {
        return this == WRITE || this == SCHEMA;
    }
}
