// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.r2dbc.spi.R2dbcException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The queries of a connection that are open, and so pin a state of the database. On the worker's thread. */
final class OpenCursors {

    private final Set<Cursor> cursors = new HashSet<>();
    private volatile boolean none = true;

    void add(Cursor cursor) {
        cursors.add(cursor);
        none = false;
    }

    void remove(Cursor cursor) {
        cursors.remove(cursor);
        none = cursors.isEmpty();
    }

    /** On any thread. */
    boolean isEmpty() {
        return none;
    }

    /** Takes their rows into memory. */
    void spill() {
        List.copyOf(cursors).forEach(Cursor::spill);
    }

    void abort(R2dbcException reason) {
        List.copyOf(cursors).forEach(cursor -> cursor.abort(reason));
    }
}
