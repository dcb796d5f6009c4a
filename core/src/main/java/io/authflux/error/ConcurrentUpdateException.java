// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** A deadlock, a serialization failure or another transaction that got there first. Nothing was written. */
public final class ConcurrentUpdateException extends TransientStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code sessions.create}
     * @param cause the driver's exception
     */
    public ConcurrentUpdateException(String operation, @Nullable Throwable cause) {
        super(
                operation + ": another transaction was in the way; nothing was written, the call can be tried again",
                cause);
    }
}
