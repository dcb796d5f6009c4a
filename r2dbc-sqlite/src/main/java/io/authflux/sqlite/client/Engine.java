// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.OpenMode;
import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.DB;

/** A connection of sqlite-jdbc and its prepared statements. Only on one thread, but for {@link #interrupt()}. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final SQLiteConnection connection;
    private final DB database;
    private final int cacheSize;
    /** Idle ones only, least recently used first: one in use is taken out, so it is never run twice at a time. */
    private final Map<String, PreparedSql> idle = new LinkedHashMap<>();

    private boolean wal;

    private Engine(SQLiteConnection connection, int cacheSize) {
        this.connection = connection;
        this.database = connection.getDatabase();
        this.cacheSize = cacheSize;
    }

    static Engine open(DatabaseLocation location, SqliteConnectionConfiguration configuration) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(openFlags(configuration)));
        if (configuration.openMode() == OpenMode.READ_WRITE_CREATE) {
            location.makeFolder();
        }
        SQLiteConnection connection = JDBC.createConnection(location.url(), properties);
        Engine engine = new Engine(connection, configuration.statementCacheSize());
        try {
            engine.prepareConnection(location, configuration);
            return engine;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void prepareConnection(DatabaseLocation location, SqliteConnectionConfiguration configuration)
            throws SQLException {
        // sqlite-jdbc runs BEGIN and COMMIT after each statement in its auto-commit mode; transactions are ours.
        connection.getConnectionConfig().setAutoCommit(false);
        busyTimeout(Math.toIntExact(configuration.busyTimeout().toMillis()));
        for (Map.Entry<String, String> pragma : configuration.pragmas().entrySet()) {
            boolean writes = pragma.getKey().equals("journal_mode");
            if (!(writes && configuration.isReadOnly())) {
                run("PRAGMA " + pragma.getKey() + " = " + pragma.getValue());
            }
        }
        // Asking a database in memory would read it, and so wait for its writer.
        wal = !location.isMemory() && "wal".equals(text("PRAGMA journal_mode"));
    }

    private static int openFlags(SqliteConnectionConfiguration configuration) {
        int mode = SQLiteOpenMode.READWRITE.flag;
        if (configuration.openMode() == OpenMode.READ_ONLY) {
            mode = SQLiteOpenMode.READONLY.flag;
        } else if (configuration.openMode() == OpenMode.READ_WRITE_CREATE) {
            mode |= SQLiteOpenMode.CREATE.flag;
        }
        // One thread uses the connection, so the engine need not lock it.
        return mode | SQLiteOpenMode.OPEN_URI.flag | SQLiteOpenMode.NOMUTEX.flag | configuration.openFlags();
    }

    /** Whether readers and the writer go past each other. */
    boolean isWal() {
        return wal;
    }

    PreparedSql take(String sql) throws SQLException {
        PreparedSql prepared = idle.remove(sql);
        return prepared == null ? new PreparedSql(sql, connection.prepareStatement(sql)) : prepared;
    }

    /** Ends a statement and keeps it. */
    void giveBack(PreparedSql prepared) throws SQLException {
        prepared.reset();
        PreparedSql replaced = idle.put(prepared.sql(), prepared);
        if (replaced != null) {
            replaced.close();
        }
        if (idle.size() > cacheSize) {
            var eldest = idle.values().iterator();
            PreparedSql evicted = eldest.next();
            eldest.remove();
            evicted.close();
        }
    }

    /** Ends a statement whose rows nobody wants any more. */
    void endQuietly(PreparedSql prepared) {
        try {
            giveBack(prepared);
        } catch (SQLException e) {
            discard(prepared);
        }
    }

    /** Ends a statement that has failed. */
    void discard(PreparedSql prepared) {
        try {
            prepared.close();
        } catch (SQLException e) {
            LOG.debug("Closing a failed statement repeats its failure", e);
        }
    }

    void run(String sql) throws SQLException {
        text(sql);
    }

    /** Runs a statement and gives the first value it returns. */
    private @Nullable String text(String sql) throws SQLException {
        PreparedSql prepared = take(sql);
        try {
            boolean row = prepared.execute(NO_ARGUMENTS);
            @Nullable Object value = row ? prepared.row(1)[0] : null;
            giveBack(prepared);
            return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            discard(prepared);
            throw e;
        }
    }

    /** SQLite tells whether it is in a transaction only by refusing to begin another. */
    boolean isInTransaction() {
        try {
            run("BEGIN");
            run("ROLLBACK");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    long changes() throws SQLException {
        return database.changes();
    }

    void busyTimeout(int millis) throws SQLException {
        connection.setBusyTimeout(millis);
    }

    /** Makes running statements fail, on any thread. */
    void interrupt() throws SQLException {
        database.interrupt();
    }

    void close() throws SQLException {
        for (PreparedSql prepared : idle.values()) {
            discard(prepared);
        }
        idle.clear();
        connection.close();
    }
}
