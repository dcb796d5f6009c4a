// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Collects a {@link SqliteConnectionConfiguration}. Every setter checks its value at once. Not thread-safe. */
public final class SqliteConnectionConfigurationBuilder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.+-]+|'[^']*'");

    private final SqliteDatabase database;
    private final Map<String, String> pragmas = new LinkedHashMap<>();
    private OpenMode openMode = OpenMode.READ_WRITE_CREATE;
    private int openFlags;
    private Duration busyTimeout = Duration.ofSeconds(5);
    private Duration lockWaitTimeout = Duration.ofSeconds(30);
    private Duration statementTimeout = Duration.ZERO;
    private TransactionMode transactionMode = TransactionMode.IMMEDIATE;
    private TemporalFormat temporalFormat = TemporalFormat.TEXT;
    private int statementCacheSize = 256;
    private int fetchSize = 256;

    SqliteConnectionConfigurationBuilder(SqliteDatabase database) {
        this.database = database;
        foreignKeys(true);
        if (database instanceof SqliteDatabase.File) {
            journalMode(JournalMode.WAL);
            synchronous(Synchronous.NORMAL);
        }
    }

    /**
     * What opening may do.
     *
     * @param mode default {@link OpenMode#READ_WRITE_CREATE}
     * @return this
     */
    public SqliteConnectionConfigurationBuilder openMode(OpenMode mode) {
        this.openMode = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Further bits for {@code sqlite3_open_v2}, beside those of the mode.
     *
     * @param flags {@code SQLITE_OPEN_*}; default 0
     * @return this
     */
    public SqliteConnectionConfigurationBuilder openFlags(int flags) {
        this.openFlags = flags;
        return this;
    }

    /**
     * How a transaction is kept undoable.
     *
     * @param mode default {@link JournalMode#WAL} for a file; a database in memory is always {@link JournalMode#MEMORY}
     *     or {@link JournalMode#OFF}
     * @return this
     */
    public SqliteConnectionConfigurationBuilder journalMode(JournalMode mode) {
        return pragma("journal_mode", mode.name());
    }

    /**
     * How hard to wait for the disk.
     *
     * @param synchronous default {@link Synchronous#NORMAL} for a file
     * @return this
     */
    public SqliteConnectionConfigurationBuilder synchronous(Synchronous synchronous) {
        return pragma("synchronous", synchronous.name());
    }

    /**
     * Whether foreign keys are enforced.
     *
     * @param enforced default true
     * @return this
     */
    public SqliteConnectionConfigurationBuilder foreignKeys(boolean enforced) {
        return pragma("foreign_keys", enforced ? "ON" : "OFF");
    }

    /**
     * The page cache of each connection.
     *
     * @param pages positive: a number of pages; negative: a number of KiB. Default: SQLite's own, -2000
     * @return this
     */
    public SqliteConnectionConfigurationBuilder cacheSize(int pages) {
        return pragma("cache_size", Integer.toString(pages));
    }

    /**
     * How much of the file to read through a memory map.
     *
     * @param bytes at least 0, which means none; default: SQLite's own, 0
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public SqliteConnectionConfigurationBuilder mmapSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("mmapSize must not be negative, was " + bytes);
        }
        return pragma("mmap_size", Long.toString(bytes));
    }

    /**
     * Any pragma, run on every new connection in the order first given; a later value replaces an earlier one.
     *
     * @param name an identifier, with or without a schema before a dot
     * @param value a number, a word, or text in single quotes
     * @return this
     * @throws IllegalArgumentException if the name or the value has another shape
     */
    public SqliteConnectionConfigurationBuilder pragma(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a pragma: '" + name + "'");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a value for pragma " + name + ": '" + value + "'");
        }
        pragmas.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    /**
     * How long SQLite itself polls for a lock that another process, or other code in this one, holds. The worker thread
     * of the connection sleeps meanwhile.
     *
     * @param timeout not negative, resolution: ms; zero fails at once. Default 5 s
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public SqliteConnectionConfigurationBuilder busyTimeout(Duration timeout) {
        this.busyTimeout = notNegative("busyTimeout", timeout);
        return this;
    }

    /**
     * How long a write waits for its turn among the writers of this process. No thread sleeps meanwhile.
     *
     * @param timeout not negative, resolution: ms; zero for no limit. Default 30 s
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public SqliteConnectionConfigurationBuilder lockWaitTimeout(Duration timeout) {
        this.lockWaitTimeout = notNegative("lockWaitTimeout", timeout);
        return this;
    }

    /**
     * How long a statement may run, from its start to its last row.
     *
     * @param timeout not negative, resolution: ms; zero for no limit, the default
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public SqliteConnectionConfigurationBuilder statementTimeout(Duration timeout) {
        this.statementTimeout = notNegative("statementTimeout", timeout);
        return this;
    }

    /**
     * When a transaction that is not read-only takes the write lock.
     *
     * @param mode default {@link TransactionMode#IMMEDIATE}
     * @return this
     */
    public SqliteConnectionConfigurationBuilder transactionMode(TransactionMode mode) {
        this.transactionMode = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * How points in time are written, and how a bare integer is read as one.
     *
     * @param format default {@link TemporalFormat#TEXT}
     * @return this
     */
    public SqliteConnectionConfigurationBuilder temporalFormat(TemporalFormat format) {
        this.temporalFormat = Objects.requireNonNull(format, "format");
        return this;
    }

    /**
     * How many prepared statements a connection keeps; the least recently used goes first.
     *
     * @param size at least 0, which keeps none. Default 256
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public SqliteConnectionConfigurationBuilder statementCacheSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("statementCacheSize must not be negative, was " + size);
        }
        this.statementCacheSize = size;
        return this;
    }

    /**
     * How many rows a connection reads for one query before it looks after its other work.
     *
     * @param rows at least 1. Default 256
     * @return this
     * @throws IllegalArgumentException if less than 1
     */
    public SqliteConnectionConfigurationBuilder fetchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("fetchSize must be at least 1, was " + rows);
        }
        this.fetchSize = rows;
        return this;
    }

    /**
     * Makes the configuration.
     *
     * @return an immutable value; this builder can be used further without changing it
     */
    public SqliteConnectionConfiguration build() {
        return new SqliteConnectionConfiguration(
                database,
                openMode,
                openFlags,
                Collections.unmodifiableMap(new LinkedHashMap<>(pragmas)),
                busyTimeout,
                lockWaitTimeout,
                statementTimeout,
                transactionMode,
                temporalFormat,
                statementCacheSize,
                fetchSize);
    }

    private static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }
}
