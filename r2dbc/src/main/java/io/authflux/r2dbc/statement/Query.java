// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A compiled statement that answers rows. Immutable.
 *
 * @param operation what the caller is doing, for instance {@code sessions.findWithUser}; goes into errors and logs
 * @param sql the text
 * @param parameters how each parameter travels, in order
 * @param reader makes a value of a row; called once a row, on the driver's thread
 * @param generated the column whose value, given by the database, makes up the rows of an insert; null for any other
 *     statement
 * @param <T> the type of the value
 */
public record Query<T>(
        String operation,
        String sql,
        List<Codec> parameters,
        Function<Readable, T> reader,
        @Nullable String generated) {

    /** Copies. */
    public Query {
        parameters = List.copyOf(parameters);
    }

    /**
     * A statement that answers rows by itself.
     *
     * @param operation what the caller is doing
     * @param sql the text
     * @param parameters how each parameter travels, in order
     * @param reader makes a value of a row
     */
    public Query(String operation, String sql, List<Codec> parameters, Function<Readable, T> reader) {
        this(operation, sql, parameters, reader, null);
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
        return new Query<>(operation, sql, List.of(), reader);
    }
}
