// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Columns;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.RowMetadata;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The columns of a result. Immutable. */
record SqliteRowMetadata(Columns columns) implements RowMetadata {

    @Override
    public ColumnMetadata getColumnMetadata(int index) {
        return column(checkIndex(index));
    }

    @Override
    public ColumnMetadata getColumnMetadata(String name) {
        return column(indexOf(name));
    }

    @Override
    public List<ColumnMetadata> getColumnMetadatas() {
        return IntStream.range(0, columns.size()).mapToObj(this::column).toList();
    }

    @Override
    public boolean contains(String columnName) {
        return columns.indexOf(Require.notNull(columnName, "columnName")) >= 0;
    }

    private ColumnMetadata column(int index) {
        return new SqliteColumnMetadata(columns.name(index), columns.type(index));
    }

    int checkIndex(int index) {
        if (index < 0 || index >= columns.size()) {
            throw new IndexOutOfBoundsException("No column " + index + " among " + columns.size());
        }
        return index;
    }

    int indexOf(String name) {
        int index = columns.indexOf(Require.notNull(name, "name"));
        if (index < 0) {
            throw new NoSuchElementException("No column '" + name + "'");
        }
        return index;
    }
}
