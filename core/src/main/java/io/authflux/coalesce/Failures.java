// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Errors that several callers have in common. Each gets one of his own: Reactor notes down on an error, as suppressed, what it met on
 * its way to one subscriber, such as the path of a request, and that is none of the others' business.
 */
final class Failures {

    private static final Map<Class<?>, BiFunction<String, @Nullable Throwable, AuthfluxException>> KINDS = Map.of(
            StoreUnavailableException.class, StoreUnavailableException::new,
            StoreTimeoutException.class, StoreTimeoutException::new,
            StoreBusyException.class, StoreBusyException::new,
            ConcurrentUpdateException.class, ConcurrentUpdateException::new,
            StoreFailureException.class, StoreFailureException::new);

    private Failures() {}

    /** The same for another caller, with the same cause and stack trace; itself if it is none of those that look-ups fail with. */
    static Throwable another(String operation, Throwable error) {
        BiFunction<String, @Nullable Throwable, AuthfluxException> kind = KINDS.get(error.getClass());
        if (kind == null) {
            return error;
        }
        AuthfluxException another = kind.apply(operation, error.getCause());
        another.setStackTrace(error.getStackTrace());
        return another;
    }
}
