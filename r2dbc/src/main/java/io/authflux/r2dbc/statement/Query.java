// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;

/**
 * A compiled statement that answers rows. Immutable.
 *
 * @param operation what the caller is doing, for instance {@code sessions.findWithUser}; goes into errors and logs
 * @param sql the text
 * @param parameters how each parameter travels, in order
 * @param reader makes a value of a row; called once a row, on the driver's thread
 * @param inTransaction whether it must run in a transaction of its own, because the database does not undo what it did
 *     before it failed
 * @param <T> the type of the value
 */
public record Query<T>(
        String operation, String sql, List<Codec> parameters, Function<Readable, T> reader, boolean inTransaction) {

    /** Copies. */
    public Query {
        parameters = List.copyOf(parameters);
    }

    /**
     * A query without parameters.
     *
     * @param operation what the caller is doing
     * @param sql the text
     * @param reader makes a value of a row
     * @param <T> the type of the value
     * @return the query
     */
    public static <T> Query<T> of(String operation, String sql, Function<Readable, T> reader) {
        return new Query<>(operation, sql, List.of(), reader, false);
    }
}
