// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.IsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * How those who would write the same values of a key go one after the other, where no index keeps the values one row's.
 * Whoever has the lock sees all that those before it have committed, whatever isolation the database or the role has by
 * default. Immutable.
 */
public sealed interface KeyLock {

    /**
     * A lock that ends with the transaction.
     *
     * @param take a query that waits for it; its parameters are texts, the database schema (empty for the connection's own)
     *     and the lock's name; it runs at {@code READ COMMITTED}, so that the statements after it see what was committed
     *     while it waited
     */
    record OfTransaction(String take) implements KeyLock {}

    /**
     * A lock of the connection, taken before the transaction begins and given back when that has ended.
     *
     * @param take a query that waits for it and answers 1 if it was given; parameters as in {@link OfTransaction}
     * @param release a query that gives it back, with the same parameters
     * @param isolation a statement that sets the isolation of the next transaction: one at which a plain query locks nothing
     */
    record OfSession(String take, String release, String isolation) implements KeyLock {}

    /**
     * A row of another table, with a unique key, that is inserted first and deleted before the commit: two cannot insert it at
     * once, and nobody ever sees it. Works wherever unique keys do.
     *
     * @param isolation what the transaction is to have; null for the session's own
     */
    record OfRow(@Nullable IsolationLevel isolation) implements KeyLock {}

    /** None: a transaction that writes keeps out all others from its start. */
    record OneWriter() implements KeyLock {}
}
