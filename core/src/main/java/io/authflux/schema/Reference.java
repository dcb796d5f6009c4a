// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.Objects;

/**
 * A foreign key to the user's id.
 *
 * @param field the field that refers to a user
 * @param cascade whether the database deletes the row with its user
 * @param follow whether the database changes the field when the user's id is changed
 */
public record Reference(String field, boolean cascade, boolean follow) {

    /** Checks. */
    public Reference {
        Objects.requireNonNull(field, "field");
    }

    /**
     * A foreign key to an id that never changes.
     *
     * @param field the field that refers to a user
     * @param cascade whether the database deletes the row with its user
     */
    public Reference(String field, boolean cascade) {
        this(field, cascade, false);
    }
}
