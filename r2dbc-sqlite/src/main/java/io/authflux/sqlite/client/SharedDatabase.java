// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.util.concurrent.atomic.AtomicInteger;

/** What all connections of this process to one database share. Thread-safe. */
final class SharedDatabase {

    private final AccessGate access = new AccessGate();
    private final AccessGate opening = new AccessGate();
    private final AtomicInteger schemaVersion = new AtomicInteger();

    /** Orders writers; and readers too, where SQLite does not let them see past a writer. */
    AccessGate access() {
        return access;
    }

    /** Orders opening, because two first connections to a new file get in each other's way. */
    AccessGate opening() {
        return opening;
    }

    /** Changes whenever a statement of this process changes the schema. */
    int schemaVersion() {
        return schemaVersion.get();
    }

    void schemaChanged() {
        schemaVersion.incrementAndGet();
    }
}
