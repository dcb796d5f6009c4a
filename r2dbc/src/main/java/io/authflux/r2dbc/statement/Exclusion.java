// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.KeyLock;
import io.authflux.r2dbc.statement.Exclusions.OneWriter;
import io.authflux.r2dbc.statement.Exclusions.RowLock;
import io.authflux.r2dbc.statement.Exclusions.SessionLock;
import io.authflux.r2dbc.statement.Exclusions.TransactionLock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lets work on the same values through one at a time: a {@link KeyLock}, ready to use. Immutable. */
public sealed interface Exclusion permits TransactionLock, SessionLock, RowLock, OneWriter {

    /**
     * Runs work in a transaction, alone among all that name one of the same locks, and brings it to its end even if the caller
     * leaves.
     *
     * @param on where to; nothing else runs on it
     * @param operation what the caller is doing
     * @param names what to lock, always in the same order
     * @param work what to do, with what it is given
     * @param <T> the type of the value
     * @return emits what the work emits, once that is committed
     */
    <T> Mono<T> alone(BoundStatements on, String operation, List<String> names, Function<Statements, Mono<T>> work);

    /** A row that serves as a lock. Immutable. */
    interface Row {

        /**
         * Inserts it.
         *
         * @param statements where to
         * @param name what is locked
         * @return completes when nobody else has it
         */
        Mono<Void> insert(Statements statements, String name);

        /**
         * Deletes it.
         *
         * @param statements where to
         * @param name what is locked
         * @return completes when it is gone
         */
        Mono<Void> delete(Statements statements, String name);
    }

    /**
     * The exclusion that a database has.
     *
     * @param lock its kind
     * @param databaseSchema the database schema of the tables; empty for the connection's own
     * @param row the row that serves as a lock where the kind wants one; null if there is none, and then nothing is locked
     * @return the exclusion
     */
    static Exclusion of(KeyLock lock, String databaseSchema, @Nullable Row row) {
        List<Codec> texts = List.of(Codec.plain(String.class), Codec.plain(String.class));
        if (lock instanceof KeyLock.OfTransaction transaction) {
            return new TransactionLock(new Query<>("lock", transaction.take(), texts, answer -> true), databaseSchema);
        }
        if (lock instanceof KeyLock.OfSession session) {
            Function<String, Query<Boolean>> query =
                    sql -> new Query<>("lock", sql, texts, answer -> "1".equals(String.valueOf(answer.get(0))));
            return new SessionLock(
                    query.apply(session.take()),
                    query.apply(session.release()),
                    new Command("lock", session.isolation(), List.of()),
                    databaseSchema);
        }
        return row != null && lock instanceof KeyLock.OfRow inserted
                ? new RowLock(row, inserted.isolation())
                : new OneWriter();
    }
}
