// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

/** Whether a column is there. */
public enum Presence {
    /** It must be. */
    REQUIRED,
    /** It is made with the table; in a table that is there it may be missing, and then it is neither read nor written. */
    OPTIONAL,
    /**
     * It is never made. Where somebody else's version of the table has it, it is filled: a cuid that Prisma's client makes
     * has no default in the database.
     */
    IF_THERE
}
