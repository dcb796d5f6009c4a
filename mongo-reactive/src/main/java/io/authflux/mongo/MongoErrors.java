// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The only place where the driver's exceptions become ours. Their texts are read at most, and never copied. */
final class MongoErrors {

    private static final int AUTHENTICATION_FAILED = 18;

    /**
     * Write conflict, lock timeout, snapshot unavailable or too old, a transaction that is gone; and DocumentDB's for
     * the same, {@code 40001} and {@code 40P01}.
     */
    private static final Set<Integer> CONFLICT =
            Set.of(112, 24, 246, 239, 251, 225, sqlState("40001"), sqlState("40P01"));

    /** A limit of time passed on the server: for a statement, or for the acknowledgement of a write. */
    private static final Set<Integer> TIMEOUT = Set.of(50, 262, 64, 202);

    /** The node is not, or no longer, the one to ask; or it lost those that it asks itself. */
    private static final Set<Integer> UNAVAILABLE =
            Set.of(10107, 13435, 13436, 10058, 11600, 11602, 189, 91, 133, 9001, 6, 7, 89, 317, 384, 402);

    private final DuplicateKeys duplicates;

    MongoErrors(DuplicateKeys duplicates) {
        this.duplicates = duplicates;
    }

    AuthfluxException translate(String operation, Throwable error) {
        if (error instanceof AuthfluxException ours) {
            return ours;
        }
        if (error instanceof MongoSecurityException) {
            return refusedCredentials(operation);
        }
        if (isTimeout(error)) {
            return timeout(operation, error);
        }
        if (isUnavailable(error)) {
            return new StoreUnavailableException(operation, error);
        }
        return error instanceof MongoException mongo
                ? byCode(operation, mongo)
                : new StoreFailureException(operation, error);
    }

    private AuthfluxException byCode(String operation, MongoException error) {
        int code = error.getCode();
        if (DuplicateKeys.isOne(error)) {
            return new UniqueViolationException(operation, duplicates.field(operation, error), error);
        }
        if (code == AUTHENTICATION_FAILED) {
            return refusedCredentials(operation);
        }
        if (TIMEOUT.contains(code)) {
            return new StoreTimeoutException(operation, error);
        }
        if (UNAVAILABLE.contains(code) || error.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)) {
            return new StoreUnavailableException(operation, error);
        }
        if (isDeadlock(error)
                || CONFLICT.contains(code)
                || error.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
            return new ConcurrentUpdateException(operation, error);
        }
        return new StoreFailureException(operation, error);
    }

    /**
     * The code that DocumentDB gives an error which only PostgreSQL knows: its SQLSTATE, six bits a character, as
     * PostgreSQL's {@code MAKE_SQLSTATE} packs it.
     */
    static int sqlState(String state) {
        int code = 0;
        for (int i = state.length() - 1; i >= 0; i--) {
            code = code << 6 | (state.charAt(i) - '0' & 0x3F);
        }
        return code;
    }

    /** FerretDB 2 passes on what PostgreSQL says, where it has no code for it. */
    private static boolean isDeadlock(MongoException error) {
        return error.getCode() == DuplicateKeys.INTERNAL_ERROR
                && String.valueOf(error.getMessage()).contains("deadlock detected");
    }

    private static boolean isTimeout(Throwable error) {
        return error instanceof MongoTimeoutException
                || error instanceof MongoExecutionTimeoutException
                || error instanceof MongoSocketReadTimeoutException
                || (error instanceof MongoWriteConcernException concern && TIMEOUT.contains(concern.getCode()));
    }

    /** The driver has one exception for three waits: for a server, for a connection of the pool, for an answer. */
    private static AuthfluxException timeout(String operation, Throwable error) {
        String text = String.valueOf(error.getMessage());
        if (text.contains("while waiting for a connection")) {
            return new StoreBusyException(operation, error);
        }
        // It retries as long as the time allows, and then the cause is why it had to.
        return text.contains("while waiting for a server") || isUnavailable(error.getCause())
                ? new StoreUnavailableException(operation, error)
                : new StoreTimeoutException(operation, error);
    }

    private static boolean isUnavailable(@Nullable Throwable error) {
        return (error instanceof MongoSocketException && !(error instanceof MongoSocketReadTimeoutException))
                || error instanceof MongoNotPrimaryException
                || error instanceof MongoNodeIsRecoveringException
                || error instanceof MongoConnectionPoolClearedException
                || error instanceof MongoServerUnavailableException
                || error instanceof MongoInterruptedException;
    }

    /** Without the driver's exception: it prints the credential's name and source. */
    private static AuthfluxException refusedCredentials(String operation) {
        return new ConfigurationException(operation + ": the server refused the user name or the password; the user is"
                + " looked up in the database of the option authSource, or else in the one that the URL names");
    }
}
