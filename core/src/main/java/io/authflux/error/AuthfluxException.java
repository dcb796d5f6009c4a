// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Authflux reports as an error. Absence is never an error: it is an empty publisher. Bad
 * arguments are a {@link NullPointerException} or {@link IllegalArgumentException} at assembly.
 *
 * <p>The message names the operation and what went wrong in our own words. It never holds a value of a row, a token or a
 * password, and never the text of the driver, which may hold them: the driver's exception is the {@linkplain
 * #getCause() cause}.
 */
public abstract sealed class AuthfluxException extends RuntimeException
        permits ConfigurationException,
                NonUniqueResultException,
                NotFoundException,
                SchemaMismatchException,
                StoreFailureException,
                TransientStoreException,
                ViolationException {

    private static final long serialVersionUID = 1L;

    AuthfluxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Says whether the very same call may succeed when it is tried again later.
     *
     * @return true exactly for {@link TransientStoreException} and its kinds
     */
    public final boolean isTransient() {
        return this instanceof TransientStoreException;
    }
}
