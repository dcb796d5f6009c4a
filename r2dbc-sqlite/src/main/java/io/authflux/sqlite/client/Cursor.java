// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.sql.SqlStatement;
import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A query and its place in its rows. It reads a row when asked for one, so it holds none; only when it stands in
 * someone's way it takes the rest into memory and lets go of the engine. On the worker's thread, but for
 * {@link #interrupt()}.
 */
public final class Cursor {

    private final Client client;
    private final SqlStatement statement;
    private final @Nullable Object[] arguments;
    private final Access access;
    private final Deque<@Nullable Object[]> ahead = new ArrayDeque<>(1);
    private Runnable onFailure = () -> {};
    private Columns columns = Columns.NONE;
    private @Nullable PreparedSql prepared;
    private Interrupts.@Nullable Run run;
    private boolean opened;
    private boolean firstRow;
    private @Nullable R2dbcException failure;
    private volatile Interrupts.@Nullable Run interruptible;

    Cursor(Client client, SqlStatement statement, @Nullable Object[] arguments) {
        this.client = client;
        this.statement = statement;
        this.arguments = arguments;
        this.access = client.newReadAccess(this::spill);
    }

    /**
     * Asks for the right to read, which only a database without a write-ahead log makes a query wait for, and has the
     * engine check the statement.
     *
     * @param onChange called on the worker when it is worth asking again
     * @return false to ask again later
     * @throws R2dbcException if the statement is wrong, or the wait too long
     */
    public boolean prepare(Runnable onChange) {
        if (opened || prepared != null) {
            return true;
        }
        if (!client.acquireRead(access, onChange)) {
            return false;
        }
        try {
            prepared = client.engine().take(statement.text());
            return true;
        } catch (SQLException e) {
            access.release();
            throw SqliteErrors.translate(e, statement.text());
        }
    }

    /** Takes back {@link #prepare}, for a query that nobody has asked for yet. */
    public void unprepare() {
        if (!opened) {
            finish();
        }
    }

    /**
     * Starts the query.
     *
     * @param failing called on the worker when it fails while nobody asks for a row
     * @throws R2dbcException if it fails
     */
    public void open(Runnable failing) {
        PreparedSql started = prepared;
        if (opened || started == null) {
            return;
        }
        opened = true;
        onFailure = failing;
        run = client.startRun(
                () -> client.worker().execute(() -> abort(SqliteErrors.statementTimeout(statement.text()))));
        interruptible = run;
        client.cursors().add(this);
        try {
            firstRow = started.execute(arguments);
            columns = started.columns(client.schemaVersion());
            if (!firstRow) {
                finish();
            }
        } catch (SQLException e) {
            throw fail(e);
        }
    }

    /**
     * The columns.
     *
     * @return known once the query is open
     */
    public Columns columns() {
        return columns;
    }

    /**
     * The next row.
     *
     * @return its stored values, or null behind the last one
     * @throws R2dbcException if reading it fails
     */
    public @Nullable Object @Nullable [] next() {
        @Nullable Object[] buffered = ahead.poll();
        if (buffered != null) {
            return buffered;
        }
        if (failure != null) {
            throw failure;
        }
        return read();
    }

    private @Nullable Object @Nullable [] read() {
        PreparedSql reading = prepared;
        if (reading == null) {
            return null;
        }
        try {
            if (firstRow || reading.step()) {
                firstRow = false;
                return reading.row(columns.size());
            }
            finish();
            return null;
        } catch (SQLException e) {
            throw fail(e);
        }
    }

    /**
     * Whether the next thing it has to say is a failure.
     *
     * @return true if {@link #next()} would throw without reading
     */
    public boolean hasFailed() {
        return failure != null && ahead.isEmpty();
    }

    /** Takes the rest of the rows into memory, so that the engine and its locks are free. */
    public void spill() {
        try {
            for (@Nullable Object[] row = opened ? read() : null; row != null; row = read()) {
                ahead.add(row);
            }
        } catch (R2dbcException e) {
            // Its turn comes behind the rows before it.
            failure = e;
        }
    }

    /** Has the engine stop at once, from any thread; {@link #close()} must follow. */
    public void interrupt() {
        Interrupts.Run running = interruptible;
        if (running != null) {
            client.interrupts().interrupt(running);
        }
    }

    /** Ends the query, wherever it is. */
    public void close() {
        ahead.clear();
        opened = true;
        // A finished result may be kept; its subscriber must not be.
        onFailure = () -> {};
        finish();
    }

    /** Ends an open query in the middle; its consumer hears of it. */
    void abort(R2dbcException reason) {
        if (prepared != null && failure == null) {
            ahead.clear();
            failure = reason;
            finish();
            onFailure.run();
        }
    }

    private void finish() {
        PreparedSql ending = prepared;
        prepared = null;
        try {
            if (ending != null) {
                client.engine().endQuietly(ending);
            }
        } finally {
            release();
        }
    }

    private R2dbcException fail(SQLException e) {
        PreparedSql failed = prepared;
        prepared = null;
        if (failed != null) {
            client.engine().discard(failed);
        }
        boolean late = run != null && run.isExpired();
        release();
        client.queryFailed();
        return late ? SqliteErrors.statementTimeout(statement.text()) : SqliteErrors.translate(e, statement.text());
    }

    private void release() {
        if (run != null) {
            interruptible = null;
            client.interrupts().end(run);
            run = null;
            client.cursors().remove(this);
        }
        access.release();
    }
}
