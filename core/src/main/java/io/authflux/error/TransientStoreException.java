// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/** A failure of the moment: the same call may succeed when it is tried again. */
public abstract sealed class TransientStoreException extends AuthfluxException
        permits ConcurrentUpdateException, StoreBusyException, StoreTimeoutException, StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    TransientStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
