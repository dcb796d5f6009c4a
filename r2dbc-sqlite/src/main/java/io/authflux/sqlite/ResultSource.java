// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.Result;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Where the segments of a result come from. */
sealed interface ResultSource permits FinishedSource, QuerySource {

    /** The rows, once; those that map to null are left out. */
    <T> Flux<T> rows(Function<SqliteRow, @Nullable T> mapper);

    /** What comes behind the rows. */
    Result.@Nullable UpdateCount updateCount();

    /** Whether no more comes of it. */
    boolean isDone();

    /** Called if nobody has asked for the rows by the time the next statement is due. */
    void keepFor(boolean writesLater);
}
