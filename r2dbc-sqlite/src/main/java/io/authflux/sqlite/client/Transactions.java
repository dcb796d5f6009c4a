// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.TransactionMode;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;

/**
 * Whether a connection is in a transaction, and the locks that go with it. What returns false waits for its turn and
 * has to be called again once the worker resumes. On the worker's thread, but for {@link #isAutoCommit()}.
 */
public final class Transactions {

    private enum State {
        NONE,
        OPEN,
        /** SQLite has ended it with an error; nothing runs until the caller has taken note by ending it too. */
        ABORTED
    }

    private final Client client;
    private final Access access;
    private volatile State state = State.NONE;
    private volatile boolean autoCommit = true;
    private boolean queryOnly;

    Transactions(Client client, Access access) {
        this.client = client;
        this.access = access;
    }

    /**
     * Whether each statement is a transaction of its own. On any thread.
     *
     * @return false in a transaction, and while auto-commit is switched off
     */
    public boolean isAutoCommit() {
        return autoCommit && state == State.NONE;
    }

    boolean isNone() {
        return state == State.NONE;
    }

    boolean holdsAccess() {
        return access.isHeld();
    }

    /**
     * Begins a transaction; in one, does nothing.
     *
     * @param mode when to take the write lock
     * @param readOnly whether writes are to be refused; then there is no write lock to take
     * @param lockWait how long to wait for it, zero for no limit
     * @return false to call again
     */
    public boolean begin(TransactionMode mode, boolean readOnly, Duration lockWait) {
        client.requireOpen();
        if (state == State.ABORTED) {
            throw SqliteErrors.aborted();
        }
        if (state != State.NONE) {
            return true;
        }
        boolean deferred = readOnly || mode == TransactionMode.DEFERRED;
        if (!(deferred && client.isWal()) && !acquire(!readOnly, lockWait)) {
            return false;
        }
        try {
            client.run("BEGIN " + (readOnly ? TransactionMode.DEFERRED : mode));
            state = State.OPEN;
            if (readOnly) {
                queryOnly = true;
                client.run("PRAGMA query_only = ON");
            }
            return true;
        } catch (R2dbcException e) {
            if (state == State.NONE) {
                access.release();
            }
            throw e;
        }
    }

    private boolean acquire(boolean exclusive, Duration lockWait) {
        if (!access.isHeld() && exclusive && !client.isWal()) {
            // Its own open queries would wait for this writer, and it for them.
            client.cursors().spill();
        }
        return access.acquire(exclusive, lockWait, client.worker()::resume);
    }

    /** Makes ready for a query. */
    boolean beforeRead() {
        return requireUsable()
                || begin(client.implicitMode(false), false, client.limits().lockWait());
    }

    /** Makes ready for a statement that may write. */
    boolean beforeWrite() {
        if (!requireUsable()
                && !begin(client.implicitMode(true), false, client.limits().lockWait())) {
            return false;
        }
        return queryOnly || acquire(true, client.limits().lockWait());
    }

    /** Makes ready for a pragma, which may read. */
    boolean beforePragma() {
        requireUsable();
        return client.isWal() || acquire(false, client.limits().lockWait());
    }

    /** Whether statements can run as things are; if not, a transaction has to begin first. */
    private boolean requireUsable() {
        client.requireOpen();
        if (state == State.ABORTED) {
            throw SqliteErrors.aborted();
        }
        return autoCommit || state == State.OPEN;
    }

    /** Whether a query's error has ended the transaction. */
    void afterFailedQuery() {
        if (state == State.OPEN && !client.isInTransaction()) {
            state = State.ABORTED;
            access.release();
        }
    }

    /** Lets go of the lock that a statement outside a transaction has taken. */
    void afterStatement() {
        if (state == State.NONE) {
            access.release();
        }
    }

    /** Stops waiting; or lets go of what was granted just now to a statement that will not come. */
    void abandon() {
        if (!access.isHeld() || state == State.NONE) {
            access.release();
        }
    }

    /**
     * Commits; outside a transaction, does nothing.
     *
     * @throws R2dbcException if SQLite refuses, in which case the transaction is still open, or has already ended it
     */
    public void commit() {
        client.requireOpen();
        if (state == State.ABORTED) {
            ended();
            throw SqliteErrors.aborted();
        }
        end("COMMIT");
    }

    /** Rolls back; outside a transaction, does nothing. */
    public void rollback() {
        client.requireOpen();
        if (state == State.ABORTED) {
            ended();
        }
        end("ROLLBACK");
    }

    private void end(String sql) {
        if (state == State.OPEN) {
            if (!client.isWal()) {
                client.cursors().spill();
            }
            try {
                client.run(sql);
            } catch (R2dbcException e) {
                if (!client.isInTransaction()) {
                    ended();
                }
                throw e;
            }
            ended();
        }
    }

    private void ended() {
        state = State.NONE;
        access.release();
        if (queryOnly) {
            queryOnly = false;
            client.run("PRAGMA query_only = OFF");
        }
    }

    /**
     * Switches auto-commit. A change commits what is open; without auto-commit, the next statement begins a transaction.
     *
     * @param enabled whether each statement is a transaction of its own
     */
    public void setAutoCommit(boolean enabled) {
        client.requireOpen();
        if (enabled != isAutoCommit()) {
            commit();
        }
        autoCommit = enabled;
    }

    /** After an error, or a statement that ends or begins transactions by itself: finds out where SQLite is. */
    void synchronize(boolean failed) {
        if (client.isInTransaction()) {
            state = State.OPEN;
        } else if (state == State.OPEN && failed) {
            state = State.ABORTED;
            access.release();
        } else if (state != State.NONE) {
            ended();
        }
    }
}
