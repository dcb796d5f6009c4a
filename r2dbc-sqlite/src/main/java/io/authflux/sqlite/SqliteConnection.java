// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.client.Transactions;
import io.authflux.sqlite.config.TransactionMode;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One engine and its worker, spoken to in R2DBC. Thread-safe; its publishers are cold and signal on the worker. */
final class SqliteConnection implements Connection, Lifecycle, Wrapped<Scheduler> {

    private static final Set<IsolationLevel> WEAKER_OR_EQUAL = Set.of(
            IsolationLevel.READ_UNCOMMITTED,
            IsolationLevel.READ_COMMITTED,
            IsolationLevel.REPEATABLE_READ,
            IsolationLevel.SERIALIZABLE);

    private final Client client;
    private final Transactions transactions;
    private final ConnectionContext context;

    SqliteConnection(Client client, ConnectionContext context) {
        this.client = client;
        this.transactions = client.transactions();
        this.context = context;
    }

    static Mono<Void> close(Client client) {
        return Mono.defer(() -> client.isOpen() ? perform(client, client::close) : Mono.empty());
    }

    private static Mono<Void> perform(Client client, Runnable action) {
        return client.perform(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public Mono<Void> beginTransaction() {
        return begin(context.transactionMode(), false, null);
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        IsolationLevel level = definition.getAttribute(TransactionDefinition.ISOLATION_LEVEL);
        if (level != null) {
            requireKnown(level);
        }
        boolean readOnly = Boolean.TRUE.equals(definition.getAttribute(TransactionDefinition.READ_ONLY));
        TransactionMode mode = definition.getAttribute(SqliteConnectionFactoryProvider.TRANSACTION_MODE);
        return begin(
                mode == null ? context.transactionMode() : mode,
                readOnly,
                definition.getAttribute(TransactionDefinition.LOCK_WAIT_TIMEOUT));
    }

    private Mono<Void> begin(TransactionMode mode, boolean readOnly, @Nullable Duration wait) {
        return client.perform(() -> transactions.begin(
                mode, readOnly, wait == null ? client.limits().lockWait() : wait));
    }

    @Override
    public Mono<Void> close() {
        return close(client);
    }

    @Override
    public Mono<Void> commitTransaction() {
        return perform(client, transactions::commit);
    }

    @Override
    public Batch createBatch() {
        return new SqliteBatch(client, context);
    }

    @Override
    public Mono<Void> createSavepoint(String name) {
        return begin(context.transactionMode(), false, null).then(savepoint("SAVEPOINT", name));
    }

    @Override
    public Statement createStatement(String sql) {
        return new SqliteStatement(client, context, context.texts().parse(Require.notNull(sql, "sql")));
    }

    @Override
    public boolean isAutoCommit() {
        return transactions.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return new SqliteConnectionMetadata();
    }

    /** Whatever was asked for, SQLite serializes. */
    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return IsolationLevel.SERIALIZABLE;
    }

    @Override
    public Mono<Void> releaseSavepoint(String name) {
        return savepoint("RELEASE SAVEPOINT", name);
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return perform(client, transactions::rollback);
    }

    @Override
    public Mono<Void> rollbackTransactionToSavepoint(String name) {
        return savepoint("ROLLBACK TO SAVEPOINT", name);
    }

    private Mono<Void> savepoint(String command, String name) {
        if (Require.notNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        return perform(client, () -> client.savepoint(command, name));
    }

    @Override
    public Mono<Void> setAutoCommit(boolean autoCommit) {
        return perform(client, () -> transactions.setAutoCommit(autoCommit));
    }

    @Override
    public Mono<Void> setLockWaitTimeout(Duration timeout) {
        requireNotNegative(timeout);
        return perform(client, () -> client.limits().lockWaitTimeout(timeout));
    }

    @Override
    public Mono<Void> setStatementTimeout(Duration timeout) {
        requireNotNegative(timeout);
        return perform(client, () -> client.limits().statementTimeout(timeout));
    }

    private static void requireNotNegative(Duration timeout) {
        if (Require.notNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, was " + timeout);
        }
    }

    @Override
    public Mono<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        requireKnown(Require.notNull(isolationLevel, "isolationLevel"));
        return Mono.empty();
    }

    private static void requireKnown(IsolationLevel level) {
        if (!WEAKER_OR_EQUAL.contains(level)) {
            throw new IllegalArgumentException("Unknown isolation level " + level.asSql());
        }
    }

    @Override
    public Mono<Boolean> validate(ValidationDepth depth) {
        Require.notNull(depth, "depth");
        return Mono.defer(() -> {
            if (!client.isOpen()) {
                return Mono.just(false);
            }
            return depth == ValidationDepth.LOCAL
                    ? Mono.just(true)
                    : perform(client, client::ping).thenReturn(true).onErrorReturn(false);
        });
    }

    @Override
    public Mono<Void> postAllocate() {
        return Mono.empty();
    }

    /** A pool's next borrower finds no transaction, no open query and no setting of the last one. */
    @Override
    public Mono<Void> preRelease() {
        return Mono.defer(() -> client.isPristine() ? Mono.empty() : perform(client, client::restore));
    }

    @Override
    public Scheduler unwrap() {
        return client.worker().scheduler();
    }

    /** The worker as a scheduler or executor, or this connection; the engine is nobody's to touch. */
    @Override
    public <E> @Nullable E unwrap(Class<E> targetClass) {
        Require.notNull(targetClass, "targetClass");
        if (targetClass.isInstance(this)) {
            return targetClass.cast(this);
        }
        if (targetClass.isInstance(unwrap())) {
            return targetClass.cast(unwrap());
        }
        return targetClass.isInstance(client.worker()) ? targetClass.cast(client.worker()) : null;
    }
}
