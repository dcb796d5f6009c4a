// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** The client side is saturated: no pooled connection, or no place in the queue, became free in time. Nothing was sent to the database. */
public final class StoreBusyException extends TransientStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code sessions.create}
     * @param cause the driver's exception
     */
    public StoreBusyException(String operation, @Nullable Throwable cause) {
        super(operation + ": no connection or queue place became free in time; nothing was sent", cause);
    }
}
