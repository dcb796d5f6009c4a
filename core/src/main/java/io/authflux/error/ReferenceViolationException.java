// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** The row that a field refers to does not exist. */
public final class ReferenceViolationException extends ViolationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code users.create}
     * @param field the field of the model, see {@link #field()}
     * @param cause the driver's exception
     */
    public ReferenceViolationException(String operation, String field, @Nullable Throwable cause) {
        super(operation + ": the row that " + field + " refers to does not exist", field, cause);
    }
}
