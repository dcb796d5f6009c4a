// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or the connection was lost on the way. A write may or may not have happened. */
public final class StoreUnavailableException extends TransientStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code sessions.create}
     * @param cause the driver's exception
     */
    public StoreUnavailableException(String operation, @Nullable Throwable cause) {
        super(operation + ": the database cannot be reached or the connection was lost", cause);
    }
}
