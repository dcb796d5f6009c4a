// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.TextRules;
import io.authflux.r2dbc.statement.Query;
import io.authflux.schema.Column;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query for the rows of many keys, in few shapes so that the database prepares few statements: one shape where it takes
 * an array, else four for each power of two (…, 64, 80, 96, 112, 128, …), filled up by repeating the last key: a key that
 * is there twice is one row, but costs the database a part of one. Measured in {@code docs/adr/0014}. Immutable.
 */
final class ManyQuery<V> {

    /** Sizes are binary numbers with so many digits after the first, and zeros: 16 = 1|00|00, 20 = 1|01|00, 24 = 1|10|00. */
    private static final int DIGITS = 2;

    private final boolean array;
    private final boolean forgiving;
    private final List<Query<V>> shapes = new ArrayList<>();

    /** {@code compile} makes the query from what stands after the column's name. */
    ManyQuery(
            Dialect dialect,
            Table<?> table,
            String field,
            int most,
            Function<Function<SqlText, SqlText>, Query<V>> compile) {
        Column column = table.entity().column(field);
        array = dialect.many().array();
        forgiving = table.rules(field).isStricterAlone();
        if (array) {
            Codec keys = arrayOf(dialect.codec(column.type()));
            shapes.add(compile.apply(sql -> sql.add(" = ANY(").parameter(keys).add(")")));
        } else {
            for (int size = 0; size < most; ) {
                size = filledUp(size + 1);
                int count = size;
                shapes.add(compile.apply(sql -> list(sql, column, table.rules(field), count)));
            }
        }
    }

    private static SqlText list(SqlText sql, Column column, TextRules rules, int count) {
        sql.add(" IN (");
        for (int i = 0; i < count; i++) {
            sql.add(i == 0 ? "" : ", ").oneOfMany(column, rules);
        }
        return sql.add(")");
    }

    private static Codec arrayOf(Codec element) {
        Class<?> type = element.wireType().arrayType();
        return new Codec(type, keys -> encode(element, (Object[]) keys), wire -> wire);
    }

    private static Object encode(Codec element, Object[] keys) {
        Object encoded = Array.newInstance(element.wireType(), keys.length);
        for (int i = 0; i < keys.length; i++) {
            @Nullable Object key = element.encode(keys[i]);
            Array.set(encoded, i, key);
        }
        return encoded;
    }

    /** Whether it finds rows that a query for one key would not find. */
    boolean isForgiving() {
        return forgiving;
    }

    Query<V> query(int size) {
        return shapes.get(array ? 0 : shape(size));
    }

    /** The keys as arguments of {@link #query}. */
    Object[] arguments(List<String> keys) {
        if (array) {
            return new Object[] {keys.toArray()};
        }
        Object[] padded = new Object[filledUp(keys.size())];
        keys.toArray(padded);
        Arrays.fill(padded, keys.size(), padded.length, keys.get(keys.size() - 1));
        return padded;
    }

    /** The next size that there is a shape for: 20 for 17. */
    static int filledUp(int size) {
        int zeros = zeros(size);
        return (((size - 1) >> zeros) + 1) << zeros;
    }

    /** Where its shape is in the list. */
    private static int shape(int size) {
        int zeros = zeros(size);
        return (zeros << DIGITS) + ((size - 1) >> zeros);
    }

    /** With how many zeros, at least, the size ends that it is filled up to. */
    private static int zeros(int size) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        return Math.max(0, bits - DIGITS - 1);
    }
}
