// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.JournalMode;
import io.authflux.sqlite.config.OpenMode;
import io.authflux.sqlite.config.Synchronous;
import io.authflux.sqlite.config.TemporalFormat;
import io.authflux.sqlite.config.TransactionMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Option;
import java.time.Duration;

/** Opens {@code r2dbc:sqlite:...} URLs and options; found by R2DBC itself through the service loader. Thread-safe. */
public final class SqliteConnectionFactoryProvider implements ConnectionFactoryProvider {

    /** The name of this driver in URLs and options. */
    public static final String DRIVER = "sqlite";

    /** What opening may do, see {@link OpenMode}. */
    public static final Option<OpenMode> OPEN_MODE = Option.valueOf("openMode");

    /** Further {@code SQLITE_OPEN_*} bits. */
    public static final Option<Integer> OPEN_FLAGS = Option.valueOf("openFlags");

    /** True is short for {@link OpenMode#READ_ONLY}. */
    public static final Option<Boolean> READ_ONLY = Option.valueOf("readOnly");

    /** How a transaction is kept undoable. */
    public static final Option<JournalMode> JOURNAL_MODE = Option.valueOf("journalMode");

    /** How hard to wait for the disk. */
    public static final Option<Synchronous> SYNCHRONOUS = Option.valueOf("synchronous");

    /** Whether foreign keys are enforced. */
    public static final Option<Boolean> FOREIGN_KEYS = Option.valueOf("foreignKeys");

    /** The page cache of each connection: pages if positive, KiB if negative. */
    public static final Option<Integer> CACHE_SIZE = Option.valueOf("cacheSize");

    /** How many bytes of the file to read through a memory map. */
    public static final Option<Long> MMAP_SIZE = Option.valueOf("mmapSize");

    /** How long SQLite polls for a lock that another process holds. */
    public static final Option<Duration> BUSY_TIMEOUT = Option.valueOf("busyTimeout");

    /** When a transaction takes the write lock; also an attribute of a transaction definition. */
    public static final Option<TransactionMode> TRANSACTION_MODE = Option.valueOf("transactionMode");

    /** How points in time are written. */
    public static final Option<TemporalFormat> TEMPORAL_FORMAT = Option.valueOf("temporalFormat");

    /** How many prepared statements a connection keeps. */
    public static final Option<Integer> STATEMENT_CACHE_SIZE = Option.valueOf("statementCacheSize");

    /** How many rows a connection reads for one query before it looks after its other work. */
    public static final Option<Integer> FETCH_SIZE = Option.valueOf("fetchSize");

    /** Found by the service loader. */
    public SqliteConnectionFactoryProvider() {}

    /**
     * Makes a factory; opens nothing yet.
     *
     * @throws IllegalArgumentException if an option is unknown, naming it and those that are known, or its value wrong
     */
    @Override
    public SqliteConnectionFactory create(ConnectionFactoryOptions connectionFactoryOptions) {
        return new SqliteConnectionFactory(
                SqliteOptions.read(Require.notNull(connectionFactoryOptions, "connectionFactoryOptions")));
    }

    @Override
    public boolean supports(ConnectionFactoryOptions connectionFactoryOptions) {
        return DRIVER.equals(Require.notNull(connectionFactoryOptions, "connectionFactoryOptions")
                .getValue(ConnectionFactoryOptions.DRIVER));
    }

    @Override
    public String getDriver() {
        return DRIVER;
    }
}
