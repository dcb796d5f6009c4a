// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A compiled change of at most one row that emits the row: the row as it is afterwards, or as it was when it was
 * deleted. How it comes by the row depends on what the database can do; who runs it does not see that. Immutable.
 *
 * @param <T> what the row is read as
 */
public sealed interface Change<T> permits Returned, Written, ReadAfter, ReadBefore, Guarded {

    /**
     * What the caller is doing.
     *
     * @return for instance {@code sessions.create}
     */
    String operation();

    /**
     * How each argument travels.
     *
     * @return in order
     */
    List<Codec> parameters();

    /**
     * Whether it must run in a transaction.
     *
     * @return true if it is more than one statement, or one that the database does not undo when it fails
     */
    boolean needsTransaction();

    /**
     * Runs it.
     *
     * @param statements where to
     * @param arguments values of the model
     * @return emits the row, or is empty if there is none
     */
    Mono<T> run(Statements statements, @Nullable Object... arguments);

    /**
     * Runs it in a transaction of its own.
     *
     * @param connection where to; nothing else runs on it
     * @param arguments values of the model
     * @return emits the row, or is empty if there is none; once begun it is brought to its end even if the caller cancels
     */
    default Mono<T> on(BoundStatements connection, @Nullable Object... arguments) {
        return connection.inTransaction(null, statements -> run(statements, arguments));
    }

    /**
     * A statement that hands back the row by itself.
     *
     * @param query the statement
     * @param needsTransaction whether it must run in a transaction all the same
     * @param <T> what the row is read as
     * @return the change
     */
    static <T> Change<T> returned(Query<T> query, boolean needsTransaction) {
        return new Returned<>(query, needsTransaction);
    }

    /**
     * An insert of a row that is known beforehand, save for the key if the database gives one.
     *
     * @param insert the insert
     * @param key the key that the database gives; null if it gives none
     * @param cells for each cell of the row to read: the argument that is in it, or -1 for the key
     * @param reader makes a value of the row
     * @param <T> what the row is read as
     * @return the change
     */
    static <T> Change<T> written(Command insert, @Nullable Key key, List<Integer> cells, Function<Readable, T> reader) {
        return new Written<>(insert, key, cells, reader);
    }

    /**
     * An update, then a look at the row that it touched.
     *
     * @param write the update
     * @param read finds the row again
     * @param criteria which of the update's arguments find it
     * @param <T> what the row is read as
     * @return the change
     */
    static <T> Change<T> readAfter(Command write, Query<T> read, List<Integer> criteria) {
        return new ReadAfter<>(write, read, criteria);
    }

    /**
     * A look at a row that keeps others from changing it, then the delete, with the same arguments.
     *
     * @param read finds and locks the row
     * @param write deletes it
     * @param <T> what the row is read as
     * @return the change
     */
    static <T> Change<T> readBefore(Query<T> read, Command write) {
        return new ReadBefore<>(read, write);
    }

    /**
     * A change that is made only if no other row has the values that must be one row's alone.
     *
     * @param change the change
     * @param guards what to look for, in one transaction with it
     * @param exclusion keeps others from doing the same in between
     * @param <T> what the row is read as
     * @return the change, which fails with {@link io.authflux.error.UniqueViolationException}
     */
    static <T> Change<T> guarded(Change<T> change, List<Guard> guards, Exclusion exclusion) {
        return new Guarded<>(change, guards, exclusion);
    }

    /**
     * A column that the database numbers.
     *
     * @param column its name
     * @param codec how the number travels
     */
    record Key(String column, Codec codec) {}
}
