// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a database is opened and how its connections behave. Immutable, so safe to share; made by {@link #file},
 * {@link #inMemory()} or {@link #inMemory(String)}.
 *
 * @param database which database
 * @param openMode what opening may do
 * @param openFlags further {@code SQLITE_OPEN_*} bits for {@code sqlite3_open_v2}, 0 for none
 * @param pragmas pragmas to run on every new connection, in order
 * @param busyTimeout how long SQLite itself polls for a lock that another process holds
 * @param lockWaitTimeout how long a write waits for its turn among the writers of this process
 * @param statementTimeout how long a statement may run, from its start to its last row; zero for no limit
 * @param transactionMode when a transaction takes the write lock, unless it is read-only
 * @param temporalFormat how points in time are written
 * @param statementCacheSize how many prepared statements a connection keeps, at least 0
 * @param fetchSize how many rows a connection reads for one query before it looks after its other work, at least 1
 */
public record SqliteConnectionConfiguration(
        SqliteDatabase database,
        OpenMode openMode,
        int openFlags,
        Map<String, String> pragmas,
        Duration busyTimeout,
        Duration lockWaitTimeout,
        Duration statementTimeout,
        TransactionMode transactionMode,
        TemporalFormat temporalFormat,
        int statementCacheSize,
        int fetchSize) {

    /**
     * Starts from the defaults for a file: read and write, created if missing, write-ahead log, synchronous NORMAL.
     *
     * @param path the file; a relative path is resolved against the working directory now
     * @return a builder
     */
    public static SqliteConnectionConfigurationBuilder file(Path path) {
        return new SqliteConnectionConfigurationBuilder(new SqliteDatabase.File(path));
    }

    /**
     * Starts from the defaults for a private database in memory, which belongs to the one factory made of it.
     *
     * @return a builder
     */
    public static SqliteConnectionConfigurationBuilder inMemory() {
        return new SqliteConnectionConfigurationBuilder(new SqliteDatabase.PrivateMemory());
    }

    /**
     * Starts from the defaults for a database in memory that all factories of this process share by its name.
     *
     * @param name not blank, without slashes
     * @return a builder
     * @throws IllegalArgumentException if the name is blank or holds a slash or a backslash
     */
    public static SqliteConnectionConfigurationBuilder inMemory(String name) {
        return new SqliteConnectionConfigurationBuilder(new SqliteDatabase.SharedMemory(name));
    }

    /**
     * Whether connections can only read.
     *
     * @return true if the open mode is {@link OpenMode#READ_ONLY}
     */
    public boolean isReadOnly() {
        return openMode == OpenMode.READ_ONLY;
    }
}
