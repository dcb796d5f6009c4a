// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** The database refused for a reason that trying again will not mend: a missing table, a missing permission, a value it cannot hold. */
public final class StoreFailureException extends AuthfluxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code sessions.create}
     * @param cause the driver's exception
     */
    public StoreFailureException(String operation, @Nullable Throwable cause) {
        super(operation + ": the database refused; the cause has its own words", cause);
    }
}
