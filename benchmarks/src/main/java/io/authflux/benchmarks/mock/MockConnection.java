// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.mock;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A connection for look-ups and nothing else. */
final class MockConnection implements Connection {

    private final MockServer server;

    MockConnection(MockServer server) {
        this.server = server;
    }

    @Override
    public Statement createStatement(String sql) {
        return new MockStatement(server, sql);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.just(true);
    }

    @Override
    public Publisher<Void> close() {
        return Mono.empty();
    }

    @Override
    public boolean isAutoCommit() {
        return true;
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return IsolationLevel.READ_COMMITTED;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> commitTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Batch createBatch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        throw new UnsupportedOperationException();
    }
}
