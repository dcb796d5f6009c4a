// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.TransactionMode;
import io.authflux.sqlite.sql.SqlStatement;
import io.authflux.sqlite.sql.StatementKind;
import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A connection's engine, its worker and what it holds. On the worker's thread, but for what says otherwise. */
public final class Client {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    private final DatabaseLocation location;
    private final SharedDatabase shared;
    private final SqliteConnectionConfiguration configuration;
    private final Worker worker;
    private final Transactions transactions;
    private final Interrupts interrupts = new Interrupts();
    private final StatementRunner runner = new StatementRunner(this);
    private final OpenCursors cursors = new OpenCursors();
    private @Nullable Engine engine;
    private final Limits limits;
    private volatile boolean open;

    Client(DatabaseLocation location, SqliteConnectionConfiguration configuration, Worker worker) {
        this.location = location;
        this.shared = location.shared();
        this.configuration = configuration;
        this.worker = worker;
        this.limits = new Limits(this, configuration);
        this.transactions = new Transactions(this, new Access(shared.access(), worker, () -> {}));
    }

    /**
     * The worker. On any thread.
     *
     * @return always the same
     */
    public Worker worker() {
        return worker;
    }

    /**
     * The transactions. On any thread.
     *
     * @return always the same
     */
    public Transactions transactions() {
        return transactions;
    }

    /**
     * The limits. On any thread.
     *
     * @return always the same
     */
    public Limits limits() {
        return limits;
    }

    /**
     * Whether it can be used. On any thread.
     *
     * @return false once closed
     */
    public boolean isOpen() {
        return open;
    }

    void open() {
        try {
            engine = Engine.open(location, configuration);
            interrupts.attach(engine);
            open = true;
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, null);
        }
    }

    /** Rolls back what is open and lets everything go. Closed already, does nothing. */
    public void close() {
        if (!open) {
            return;
        }
        cursors.abort(SqliteErrors.closed());
        try {
            transactions.rollback();
        } catch (R2dbcException e) {
            LOG.debug("Rolling back while closing failed; closing rolls back too", e);
        }
        open = false;
        interrupts.attach(null);
        try {
            engine().close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, null);
        } finally {
            transactions.afterStatement();
            engine = null;
            worker.stop();
        }
    }

    /**
     * A query, not started yet.
     *
     * @param statement a statement that reads
     * @param arguments a stored value for each of its own parameters
     * @return its cursor
     */
    public Cursor query(SqlStatement statement, @Nullable Object[] arguments) {
        return new Cursor(this, statement, arguments);
    }

    /**
     * Makes ready for a statement: begins a transaction if one is due, and queues for the locks it needs.
     *
     * @param kind what the statement does
     * @return false if it has to wait, and this to be called again once the worker resumes
     */
    public boolean ready(StatementKind kind) {
        return switch (kind) {
            case READ -> {
                giveWay();
                yield transactions.beforeRead();
            }
            case PRAGMA -> transactions.beforePragma();
            case WRITE, SCHEMA -> transactions.beforeWrite();
            case TRANSACTION -> !transactions.isNone() || transactions.beforeWrite();
        };
    }

    /**
     * A writer that was given its turn has to wake up first, and everybody else waits for it: readers that never sleep
     * would let it wait for a processor as long as the operating system allows them. Nothing is wrong where this does nothing.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private void giveWay() {
        if (shared.access().isCrowded() && !transactions.holdsAccess()) {
            Thread.yield();
        }
    }

    /** SQLite may have rolled back the transaction that a query failed in. */
    void queryFailed() {
        transactions.afterFailedQuery();
    }

    /**
     * Lets go of a lock that was granted to a job which is no longer wanted. Only from that job.
     */
    public void letGo() {
        transactions.afterStatement();
    }

    /**
     * Runs a statement to its end.
     *
     * @param statement any that is not a query
     * @param arguments a stored value for each of its own parameters
     * @return what it leaves behind
     * @throws R2dbcException if it fails; SQLite may then have rolled back the whole transaction
     */
    public Outcome execute(SqlStatement statement, @Nullable Object[] arguments) {
        return runner.run(statement, arguments);
    }

    /** Runs a statement of the driver's own. */
    void run(String sql) {
        try {
            engine().run(sql);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, sql);
        }
    }

    /**
     * Sets, releases or goes back to a savepoint.
     *
     * @param command the SQL in front of its name
     * @param name any text but an empty one
     */
    public void savepoint(String command, String name) {
        requireOpen();
        run(command + " \"" + name.replace("\"", "\"\"") + '"');
    }

    /** Asks the engine for an answer. */
    public void ping() {
        requireOpen();
        run("SELECT 1");
    }

    /**
     * Whether there is nothing for {@link #restore()} to do. On any thread.
     *
     * @return true right after opening; false while anything that was asked of the connection is not done
     */
    public boolean isPristine() {
        return !open || (worker.isIdle() && limits.areDefault() && transactions.isAutoCommit() && cursors.isEmpty());
    }

    /** Brings the connection back to how it was opened, for its next user. */
    public void restore() {
        if (!open) {
            return;
        }
        cursors.abort(SqliteErrors.closed());
        transactions.rollback();
        transactions.setAutoCommit(true);
        limits.restore();
    }

    /**
     * Does something once, in its turn. On any thread.
     *
     * @param action returns false to be called again once the worker resumes
     * @return a cold publisher that completes after the action, or fails with what it throws
     */
    public Mono<Void> perform(BooleanSupplier action) {
        return Operation.of(this, action);
    }

    /**
     * Gives up waiting for a lock, so that the job that waits is run once more, to end.
     *
     * @param job it
     */
    public void abandon(Worker.Job job) {
        if (worker.isHeldBy(job)) {
            transactions.abandon();
            worker.resume();
        }
    }

    void requireOpen() {
        if (!open) {
            throw SqliteErrors.closed();
        }
    }

    Engine engine() {
        Engine opened = engine;
        if (opened == null) {
            throw SqliteErrors.closed();
        }
        return opened;
    }

    boolean isWal() {
        return engine().isWal();
    }

    boolean isInTransaction() {
        return engine().isInTransaction();
    }

    TransactionMode implicitMode(boolean write) {
        return write ? configuration.transactionMode() : TransactionMode.DEFERRED;
    }

    int schemaVersion() {
        return shared.schemaVersion();
    }

    void schemaChanged() {
        shared.schemaChanged();
    }

    Access newReadAccess(Runnable onContention) {
        return new Access(shared.access(), worker, onContention);
    }

    boolean acquireRead(Access access, Runnable onChange) {
        return isWal() || transactions.holdsAccess() || access.acquire(false, limits.lockWait(), onChange);
    }

    Interrupts.Run startRun(Runnable onExpiry) {
        return interrupts.start(limits.statementTimeout(), onExpiry);
    }

    Interrupts interrupts() {
        return interrupts;
    }

    OpenCursors cursors() {
        return cursors;
    }
}
