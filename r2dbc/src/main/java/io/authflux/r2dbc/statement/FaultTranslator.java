// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ReferenceViolationException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Fault;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolShutdownException;

/**
 * Turns what a driver or the pool throws into ours. The one place that does. Immutable.
 *
 * <p>The driver's message is searched for names of keys that we know, and never copied: it can hold values of the row.
 */
public final class FaultTranslator {

    private static final String UNKNOWN_FIELD = "unknown";

    /** What Netty's drivers fail with where the connection is gone when a statement is sent; by name, for it need not be there. */
    private static final String ABORTED = "reactor.netty.channel.AbortedException";

    private final Dialect dialect;
    private final Map<String, String> fieldsByKey;
    private final List<String> longestFirst;

    /**
     * A translator.
     *
     * @param dialect knows the codes
     * @param fieldsByKey for each constraint or unique index, by its name in the database, the field to report
     */
    public FaultTranslator(Dialect dialect, Map<String, String> fieldsByKey) {
        this.dialect = dialect;
        this.fieldsByKey = Map.copyOf(fieldsByKey);
        this.longestFirst = fieldsByKey.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Translates a failure while a connection was being acquired.
     *
     * @param operation what was being done
     * @param error what was thrown
     * @return ours
     */
    Throwable acquiring(String operation, Throwable error) {
        boolean busy = error instanceof R2dbcTimeoutException
                || error instanceof PoolAcquireTimeoutException
                || error instanceof PoolAcquirePendingLimitException;
        return busy ? new StoreBusyException(operation, error) : executing(operation, error);
    }

    /**
     * Translates a failure of a statement.
     *
     * @param operation what was being done
     * @param error what was thrown
     * @return ours
     */
    Throwable executing(String operation, Throwable error) {
        if (error instanceof AuthfluxException || error instanceof Error) {
            return error;
        }
        return switch (fault(error)) {
            case UNIQUE -> new UniqueViolationException(operation, field(operation, error), error);
            case REFERENCE -> new ReferenceViolationException(operation, field(operation, error), error);
            case CONCURRENT -> new ConcurrentUpdateException(operation, error);
            case TIMEOUT -> new StoreTimeoutException(operation, error);
            case UNAVAILABLE -> new StoreUnavailableException(operation, error);
            case ACCESS_DENIED, NO_SUCH_DATABASE, ALREADY_EXISTS, FAILURE ->
                new StoreFailureException(operation, error);
        };
    }

    /**
     * What a failure means.
     *
     * @param error what was thrown, or one of ours with that as its cause
     * @return its meaning
     */
    public Fault fault(@Nullable Throwable error) {
        if (error instanceof AuthfluxException ours) {
            return fault(ours.getCause());
        }
        if (error instanceof R2dbcException driver) {
            Fault known = fault(driver);
            Throwable cause = driver.getCause();
            // Some drivers put what they know into a cause, and something general around it.
            return known == Fault.FAILURE && cause != null ? fault(cause) : known;
        }
        if (error instanceof TimeoutException) {
            return Fault.TIMEOUT;
        }
        // A scheduler that rejects was disposed of with the adapter, like the pool.
        boolean gone = error instanceof IOException
                || error instanceof PoolShutdownException
                || error instanceof RejectedExecutionException
                || (error != null && error.getClass().getName().equals(ABORTED));
        return gone ? Fault.UNAVAILABLE : Fault.FAILURE;
    }

    private Fault fault(R2dbcException error) {
        String state = error.getSqlState();
        Fault byCode = dialect.fault(state == null ? "" : state, error.getErrorCode());
        if (byCode != Fault.FAILURE) {
            return byCode;
        }
        String message = error.getMessage();
        boolean numbered = state != null || error.getErrorCode() != 0;
        Fault byText = numbered || message == null ? Fault.FAILURE : dialect.faultWithoutCode(message);
        return byText == Fault.FAILURE ? byClass(error, numbered) : byText;
    }

    /** A server numbers its errors; a driver that has lost the server often does not. */
    private static Fault byClass(R2dbcException error, boolean numbered) {
        if (error instanceof R2dbcTimeoutException) {
            return Fault.TIMEOUT;
        }
        if (error instanceof R2dbcRollbackException) {
            return Fault.CONCURRENT;
        }
        boolean lost = error instanceof R2dbcNonTransientResourceException && !numbered && error.getCause() == null;
        // r2dbc-mariadb calls every error of the state HY000 transient, which is any; of numbers the dialect knows
        // more.
        boolean passing = error instanceof R2dbcTransientResourceException && error.getErrorCode() == 0;
        return lost || passing ? Fault.UNAVAILABLE : Fault.FAILURE;
    }

    /** A name that several tables have is looked for in the store that the operation is one of. */
    private String field(String operation, Throwable error) {
        String message = error.getMessage();
        return longestFirst.stream()
                .filter(key -> message != null && dialect.violates(message, key))
                .findFirst()
                .map(name -> fieldsByKey.getOrDefault(store(operation) + name, fieldsByKey.get(name)))
                .orElse(UNKNOWN_FIELD);
    }

    private static String store(String operation) {
        return operation.substring(0, operation.indexOf('.') + 1);
    }
}
