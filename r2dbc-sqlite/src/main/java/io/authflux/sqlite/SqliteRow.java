// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.codec.Codecs;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/** One row, read completely, so good to keep. Immutable and thread-safe, unless a blob in it is written to. */
final class SqliteRow implements Row {

    private final @Nullable Object[] values;
    private final SqliteRowMetadata metadata;
    private final Codecs codecs;

    SqliteRow(@Nullable Object[] values, SqliteRowMetadata metadata, Codecs codecs) {
        this.values = values;
        this.metadata = metadata;
        this.codecs = codecs;
    }

    @Override
    public SqliteRowMetadata getMetadata() {
        return metadata;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        Require.notNull(type, "type");
        return codecs.decode(
                values[metadata.checkIndex(index)], metadata.columns().type(index), type);
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return get(metadata.indexOf(name), type);
    }
}
