// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.Objects;

/**
 * A foreign key to the user's id.
 *
 * @param field the field that refers to a user
 * @param cascade whether the database deletes the row with its user
 */
public record Reference(String field, boolean cascade) {

    /** Checks. */
    public Reference {
        Objects.requireNonNull(field, "field");
    }
}
