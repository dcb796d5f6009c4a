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
public abstract sealed class AuthfluxException extends RuntimeException implements Cloneable
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

    /**
     * The same error for another subscriber, with the same message, cause and stack trace. Reactor notes down on an error, as
     * {@linkplain #getSuppressed() suppressed}, what it met on its way to one subscriber, such as the path of a request; that is
     * none of the others' business.
     *
     * @return a copy of an error that was given to nobody yet
     */
    public final AuthfluxException copy() {
        try {
            return (AuthfluxException) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
