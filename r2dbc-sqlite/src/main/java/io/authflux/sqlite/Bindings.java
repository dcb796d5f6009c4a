// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.sql.ParsedSql;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of one run of a statement while they are collected. Not thread-safe. */
final class Bindings {

    private final ParsedSql sql;
    private final @Nullable Object[] values;
    private final BitSet bound = new BitSet();

    Bindings(ParsedSql sql) {
        this.sql = sql;
        this.values = new @Nullable Object[sql.parameterCount()];
    }

    void set(int index, @Nullable Object value) {
        values[index] = value;
        bound.set(index);
    }

    boolean isEmpty() {
        return bound.isEmpty();
    }

    /** The values, if they are all there. */
    @Nullable
    Object[] complete() {
        int missing = sql.firstMissing(bound);
        if (missing >= 0) {
            throw new IllegalStateException("Parameter " + missing + " has no value in: " + sql.text());
        }
        return values;
    }
}
