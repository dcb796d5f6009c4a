// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.r2dbc.statement.QuietRelease;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection that goes back to its pool without a word to the server, if whoever had it says that all is answered and no
 * transaction was left open. r2dbc-mysql 1.4.3 rolls back whatever there is, and where there is nothing it sends a ping
 * instead: one round trip more each time it is used, measured in {@code docs/adr/0014-hot-path-log.md}. Where a statement may
 * still be under way the ping has its use: the pool waits for it, and so nobody's statement meets the end of another, which
 * the driver's queue does not bear. Connections that others take are told nothing, and ping.
 */
final class QuietConnection implements Connection, Lifecycle, Wrapped<Connection>, QuietRelease {

    private final Connection connection;
    private final Lifecycle lifecycle;
    private volatile boolean atRest;

    /**
     * A connection.
     *
     * @param connection the driver's, whose {@code isAutoCommit} is false within a transaction
     * @param lifecycle the same
     */
    QuietConnection(Connection connection, Lifecycle lifecycle) {
        this.connection = connection;
        this.lifecycle = lifecycle;
    }

    @Override
    public void allAnswered() {
        atRest = true;
    }

    @Override
    public Publisher<Void> postAllocate() {
        return lifecycle.postAllocate();
    }

    @Override
    public Publisher<Void> preRelease() {
        boolean quiet = atRest && connection.isAutoCommit();
        atRest = false;
        return quiet ? Mono.empty() : lifecycle.preRelease();
    }

    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return connection.beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return connection.beginTransaction(definition);
    }

    @Override
    public Publisher<Void> close() {
        return connection.close();
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return connection.commitTransaction();
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return connection.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return connection.rollbackTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return connection.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return connection.validate(depth);
    }
}
