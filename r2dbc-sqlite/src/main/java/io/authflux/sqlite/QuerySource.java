// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.client.Cursor;
import io.authflux.sqlite.codec.Codecs;
import io.r2dbc.spi.Result;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A query whose rows are read as they are asked for. */
final class QuerySource implements ResultSource {

    private final Client client;
    private final Cursor cursor;
    private final Codecs codecs;
    private final int fetchSize;
    private final Runnable onDone;
    private volatile boolean done;

    QuerySource(Client client, Cursor cursor, Codecs codecs, int fetchSize, Runnable onDone) {
        this.client = client;
        this.cursor = cursor;
        this.codecs = codecs;
        this.fetchSize = fetchSize;
        this.onDone = onDone;
    }

    @Override
    public <T> Flux<T> rows(Function<SqliteRow, @Nullable T> mapper) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> subscriber) {
                subscriber.onSubscribe(new RowSubscription<T>(QuerySource.this, mapper, subscriber));
            }
        };
    }

    @Override
    public Result.@Nullable UpdateCount updateCount() {
        return null;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    /** Later writes must not show in these rows, so they are read before. */
    @Override
    public void keepFor(boolean writesLater) {
        if (writesLater) {
            cursor.open(() -> {});
            cursor.spill();
        } else {
            cursor.unprepare();
        }
    }

    Client client() {
        return client;
    }

    Cursor cursor() {
        return cursor;
    }

    Codecs codecs() {
        return codecs;
    }

    int fetchSize() {
        return fetchSize;
    }

    void finish() {
        done = true;
        cursor.close();
        onDone.run();
    }
}
