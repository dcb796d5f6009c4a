// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** A write that a constraint of the database refused. Nothing was written. */
public abstract sealed class ViolationException extends AuthfluxException
        permits ReferenceViolationException, UniqueViolationException {

    private static final long serialVersionUID = 1L;

    /** The field, or the fields joined by a comma. */
    private final String field;

    ViolationException(String message, String field, @Nullable Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /**
     * The field of the model that broke the constraint.
     *
     * @return for instance {@code email}; fields of a composite key are joined by a comma, as in
     *     {@code provider,providerAccountId}; {@code unknown} where the database does not tell
     */
    public final String field() {
        return field;
    }
}
