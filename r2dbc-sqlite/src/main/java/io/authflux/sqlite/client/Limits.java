// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import java.sql.SQLException;
import java.time.Duration;

/** How long a connection's statements may run and wait. On the worker's thread. */
public final class Limits {

    private final Client client;
    private final SqliteConnectionConfiguration configuration;
    private Duration statementTimeout;
    private Duration lockWait;
    private volatile boolean changed;

    Limits(Client client, SqliteConnectionConfiguration configuration) {
        this.client = client;
        this.configuration = configuration;
        this.statementTimeout = configuration.statementTimeout();
        this.lockWait = configuration.lockWaitTimeout();
    }

    /**
     * Limits the statements that start from now on.
     *
     * @param timeout zero for no limit
     */
    public void statementTimeout(Duration timeout) {
        client.requireOpen();
        changed = true;
        statementTimeout = timeout;
    }

    /**
     * Limits the waiting for locks from now on, both in this process's queue and by SQLite's own polling.
     *
     * @param timeout zero for no limit in the queue, and no polling
     */
    public void lockWaitTimeout(Duration timeout) {
        client.requireOpen();
        changed = true;
        lockWait = timeout;
        busyTimeout(timeout);
    }

    Duration statementTimeout() {
        return statementTimeout;
    }

    /**
     * How long to wait for a lock of this process.
     *
     * @return zero for no limit
     */
    public Duration lockWait() {
        return lockWait;
    }

    /** Whether they are as configured. On any thread. */
    boolean areDefault() {
        return !changed;
    }

    void restore() {
        if (changed) {
            statementTimeout = configuration.statementTimeout();
            lockWait = configuration.lockWaitTimeout();
            busyTimeout(configuration.busyTimeout());
            changed = false;
        }
    }

    private void busyTimeout(Duration timeout) {
        try {
            client.engine().busyTimeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, null);
        }
    }
}
