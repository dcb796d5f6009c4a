// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.error.AuthfluxException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.StoreFailureException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What to say when something fails, and what to exit with. */
final class Failures {

    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final String TRACE_HINT = " (--trace prints it)";

    private Failures() {}

    /** What really happened, without the wrappings of futures. */
    static Throwable root(Throwable error) {
        Throwable cause = error.getCause();
        boolean wrapped = error instanceof ExecutionException || error instanceof CompletionException;
        return wrapped && cause != null ? root(cause) : error;
    }

    static int exitCode(Throwable error) {
        return error instanceof UsageException || error instanceof ConfigurationException ? MISUSED : FAILED;
    }

    /** One sentence, on one line, without a secret. Only our own exceptions may speak: others' words may hold values. */
    static String sentence(Throwable error) {
        if (error instanceof SchemaMismatchException mismatch) {
            String summary = words(mismatch).split("\n", 2)[0];
            return summary + " - " + String.join("; ", mismatch.differences());
        }
        if (error instanceof StoreFailureException) {
            return words(error) + TRACE_HINT;
        }
        if (error instanceof AuthfluxException
                || error instanceof UsageException
                || error instanceof WrongAnswerException) {
            return words(error);
        }
        return "this should never happen, please report it: " + error.getClass().getName() + TRACE_HINT;
    }

    private static String words(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
