// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** A row with the same value of a unique field is already there. */
public final class UniqueViolationException extends ViolationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code users.create}
     * @param field the field of the model, see {@link #field()}
     * @param cause the driver's exception
     */
    public UniqueViolationException(String operation, String field, @Nullable Throwable cause) {
        super(operation + ": a row with the same " + field + " is already there", field, cause);
    }
}
