// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** The database or the network took longer than the configured limit. A write may or may not have happened. */
public final class StoreTimeoutException extends TransientStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code sessions.create}
     * @param cause the driver's exception
     */
    public StoreTimeoutException(String operation, @Nullable Throwable cause) {
        super(operation + ": the database did not answer within the configured time", cause);
    }
}
