// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.sqlite.config.JournalMode;
import io.authflux.sqlite.config.TransactionMode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TransactionTest extends FileDatabase {

    private SqliteConnectionFactory factory;
    private Connection one;
    private Connection two;

    /** A definition with the attributes of a map. */
    private record Definition(Map<Option<?>, Object> attributes) implements TransactionDefinition {
        @Override
        public <T> @Nullable T getAttribute(Option<T> option) {
            return option.cast(attributes.get(option));
        }
    }

    @BeforeEach
    void openTwo() {
        factory = factory();
        one = open(factory);
        two = open(factory);
        Sql.run(one, "CREATE TABLE t (a INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    }

    private static void await(org.reactivestreams.Publisher<Void> publisher) {
        Mono.from(publisher).block(Duration.ofSeconds(20));
    }

    private static long count(Connection connection) {
        return Sql.one(connection, Long.class, "SELECT count(*) FROM t");
    }

    @Test
    void writersWaitForEachOtherReadersForNobody() {
        await(one.beginTransaction());
        Sql.run(one, "INSERT INTO t VALUES (2)");
        Mono<Long> waiting = Sql.update(two, "INSERT INTO t VALUES (3)").cache();
        waiting.subscribe();
        Connection three = open(factory);
        assertThat(count(three)).isEqualTo(1);
        await(one.commitTransaction());
        assertThat(waiting.block(Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(count(three)).isEqualTo(3);
    }

    @Test
    void aWaitingWriterGivesUpInTimeAndTheConnectionGoesOn() {
        await(one.beginTransaction());
        await(two.setLockWaitTimeout(Duration.ofMillis(50)));
        StepVerifier.create(Sql.update(two, "INSERT INTO t VALUES (3)"))
                .expectError(R2dbcTimeoutException.class)
                .verify(Duration.ofSeconds(5));
        assertThat(count(two)).isEqualTo(1);
        await(one.rollbackTransaction());
        assertThat(Sql.update(two, "INSERT INTO t VALUES (3)").block()).isEqualTo(1);
    }

    @Test
    void aDefinitionCanLimitTheWait() {
        await(one.beginTransaction());
        StepVerifier.create(two.beginTransaction(
                        new Definition(Map.of(TransactionDefinition.LOCK_WAIT_TIMEOUT, Duration.ofMillis(50)))))
                .expectError(R2dbcTimeoutException.class)
                .verify(Duration.ofSeconds(5));
        assertThat(two.isAutoCommit()).isTrue();
    }

    @Test
    void aCancelledWaiterLeavesTheQueue() {
        await(one.beginTransaction());
        Sql.update(two, "INSERT INTO t VALUES (3)").subscribe().dispose();
        assertThat(count(two)).isEqualTo(1);
        await(one.commitTransaction());
        Sql.run(two, "INSERT INTO t VALUES (4)");
        assertThat(count(one)).isEqualTo(2);
    }

    /** Whichever comes first to a worker that is busy: the lock must not stay with a statement that never runs. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGrantThatMeetsACancelIsPassedOn(boolean grantFirst) throws InterruptedException {
        await(one.beginTransaction());
        Disposable waiter = Sql.update(two, "INSERT INTO t VALUES (3)").subscribe();
        // The waiter is to stand in the queue, which nothing outside can see.
        Thread.sleep(100);
        CountDownLatch busy = new CountDownLatch(1);
        Objects.requireNonNull(((Wrapped<?>) two).unwrap(Executor.class)).execute(() -> awaitQuietly(busy));
        if (grantFirst) {
            await(one.commitTransaction());
            waiter.dispose();
        } else {
            waiter.dispose();
            await(one.commitTransaction());
        }
        busy.countDown();

        Sql.run(one, "INSERT INTO t VALUES (4)");
        assertThat(count(one)).isEqualTo(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSavepointInATransactionThatSqliteEndedIsRefused() {
        await(one.beginTransaction());
        assertThatThrownBy(() -> Sql.run(one, "INSERT OR ROLLBACK INTO t VALUES (1)"))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);

        assertThatThrownBy(() -> await(one.createSavepoint("s"))).isInstanceOf(R2dbcRollbackException.class);

        await(one.rollbackTransaction());
        Sql.run(two, "INSERT INTO t VALUES (5)");
        Sql.run(one, "INSERT INTO t VALUES (6)");
    }

    @Test
    void readOnlyTransactionsRefuseWritesAndTakeNoLock() {
        Definition readOnly = new Definition(Map.of(TransactionDefinition.READ_ONLY, true));
        await(one.beginTransaction(readOnly));
        assertThat(count(one)).isEqualTo(1);
        Sql.run(two, "INSERT INTO t VALUES (2)");
        assertThat(count(one)).as("its snapshot").isEqualTo(1);
        assertThatThrownBy(() -> Sql.run(one, "INSERT INTO t VALUES (3)"))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
        await(one.commitTransaction());
        Sql.run(one, "INSERT INTO t VALUES (3)");
        assertThat(count(one)).isEqualTo(3);
    }

    @Test
    void aDeferredTransactionMustNotWriteOntoAnOldState() {
        Definition deferred =
                new Definition(Map.of(SqliteConnectionFactoryProvider.TRANSACTION_MODE, TransactionMode.DEFERRED));
        await(one.beginTransaction(deferred));
        assertThat(count(one)).isEqualTo(1);
        Sql.run(two, "INSERT INTO t VALUES (2)");
        assertThatThrownBy(() -> Sql.run(one, "INSERT INTO t VALUES (3)"))
                .isInstanceOfSatisfying(R2dbcTransientResourceException.class, e -> assertThat(e.getSqlState())
                        .isEqualTo("40001"));
        await(one.rollbackTransaction());
        Sql.run(one, "INSERT INTO t VALUES (3)");
    }

    @Test
    void withoutAutoCommitTheFirstStatementBeginsATransaction() {
        await(one.setAutoCommit(false));
        assertThat(one.isAutoCommit()).isFalse();
        assertThat(count(one)).isEqualTo(1);
        Sql.run(one, "INSERT INTO t VALUES (2)");
        assertThat(count(two)).isEqualTo(1);
        await(one.rollbackTransaction());
        assertThat(count(one)).isEqualTo(1);
        Sql.run(one, "INSERT INTO t VALUES (3)");
        await(one.setAutoCommit(true));
        assertThat(count(two)).isEqualTo(2);
    }

    @Test
    void savepointsNest() {
        await(one.beginTransaction());
        await(one.createSavepoint("a \"quoted\" name"));
        Sql.run(one, "INSERT INTO t VALUES (2)");
        await(one.createSavepoint("b"));
        Sql.run(one, "INSERT INTO t VALUES (3)");
        await(one.rollbackTransactionToSavepoint("b"));
        await(one.releaseSavepoint("a \"quoted\" name"));
        await(one.commitTransaction());
        assertThat(count(two)).isEqualTo(2);
        assertThatThrownBy(() -> await(one.releaseSavepoint("b"))).hasMessageContaining("no such savepoint");
        assertThatThrownBy(() -> one.createSavepoint("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transactionsMayBeWrittenInSql() {
        Sql.run(one, "BEGIN IMMEDIATE", "INSERT INTO t VALUES (2)");
        assertThat(one.isAutoCommit()).isFalse();
        Sql.run(one, "ROLLBACK");
        assertThat(one.isAutoCommit()).isTrue();
        Sql.run(one, "BEGIN; INSERT INTO t VALUES (2); SAVEPOINT s; RELEASE s; COMMIT");
        assertThat(one.isAutoCommit()).isTrue();
        Sql.run(one, "SAVEPOINT s", "INSERT INTO t VALUES (3)");
        assertThat(one.isAutoCommit()).isFalse();
        Sql.run(one, "RELEASE s");
        assertThat(one.isAutoCommit()).isTrue();
        Sql.run(two, "INSERT INTO t VALUES (4)");
        assertThat(count(two)).isEqualTo(4);
    }

    @Test
    void aTransactionThatSqliteEndsIsOverForBoth() {
        await(one.beginTransaction());
        Sql.run(one, "INSERT INTO t VALUES (2)");
        assertThatThrownBy(() -> Sql.run(one, "INSERT OR ROLLBACK INTO t VALUES (1)"))
                .hasMessageContaining("UNIQUE");
        assertThatThrownBy(() -> Sql.run(one, "INSERT INTO t VALUES (5)")).isInstanceOf(R2dbcRollbackException.class);
        assertThatThrownBy(() -> await(one.commitTransaction())).isInstanceOf(R2dbcRollbackException.class);
        assertThat(one.isAutoCommit()).isTrue();
        assertThat(count(one)).isEqualTo(1);
        Sql.run(two, "INSERT INTO t VALUES (2)");
    }

    @Test
    void anErrorInATransactionLeavesItOpen() {
        await(one.beginTransaction());
        Sql.run(one, "INSERT INTO t VALUES (2)");
        assertThatThrownBy(() -> Sql.run(one, "INSERT INTO t VALUES (1)")).hasMessageContaining("UNIQUE");
        assertThat(one.isAutoCommit()).isFalse();
        await(one.commitTransaction());
        assertThat(count(two)).isEqualTo(2);
    }

    @Test
    void closingRollsBackAndLetsTheNextWriterIn() {
        await(one.beginTransaction());
        Sql.run(one, "INSERT INTO t VALUES (2)");
        await(one.close());
        await(two.beginTransaction());
        assertThat(count(two)).isEqualTo(1);
    }

    @Test
    void everyIsolationLevelIsServedBySerializable() {
        await(one.setTransactionIsolationLevel(IsolationLevel.READ_COMMITTED));
        assertThat(one.getTransactionIsolationLevel()).isEqualTo(IsolationLevel.SERIALIZABLE);
        await(one.beginTransaction(IsolationLevel.REPEATABLE_READ));
        await(one.rollbackTransaction());
        assertThatThrownBy(() -> one.setTransactionIsolationLevel(IsolationLevel.valueOf("CHAOS")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beginningAndEndingTwiceChangesNothing() {
        await(one.commitTransaction());
        await(one.rollbackTransaction());
        await(one.beginTransaction());
        await(one.beginTransaction());
        await(one.commitTransaction());
        await(one.commitTransaction());
        assertThat(one.isAutoCommit()).isTrue();
    }

    @Test
    void anOpenQueryDoesNotKeepItsOwnConnectionFromWriting() {
        Sql.run(
                one,
                "INSERT INTO t SELECT value FROM generate_series(2, 1000)"
                        .replace(
                                "generate_series(2, 1000)",
                                "(WITH RECURSIVE n(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value <"
                                        + " 1000) SELECT value FROM n)"));
        Long moved = Sql.query(one, Integer.class, "SELECT a FROM t WHERE a <= 1000")
                .concatMap(
                        a -> Sql.update(two, "INSERT INTO t VALUES (?)", a + 10_000)
                                .then(Sql.update(one, "INSERT INTO t VALUES (?)", a + 20_000)),
                        1)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(30));
        assertThat(moved).isEqualTo(1000);
    }

    @Test
    void aRollbackJournalWorksTheSame() {
        SqliteConnectionFactory old = new SqliteConnectionFactory(
                io.authflux.sqlite.config.SqliteConnectionConfiguration.file(directory.resolve("old.db"))
                        .journalMode(JournalMode.DELETE)
                        .build());
        Connection writer = open(old);
        Connection reader = open(old);
        Sql.run(writer, "CREATE TABLE t (a INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        await(writer.beginTransaction());
        Sql.run(writer, "INSERT INTO t VALUES (2)");
        Mono<Long> read = Mono.fromCallable(() -> count(reader))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .cache();
        read.subscribe();
        await(writer.commitTransaction());
        assertThat(read.block(Duration.ofSeconds(5))).isEqualTo(2);
        Flux.range(10, 50)
                .flatMap(a -> Sql.update(a % 2 == 0 ? writer : reader, "INSERT INTO t VALUES (?)", a))
                .blockLast(Duration.ofSeconds(20));
        assertThat(count(reader)).isEqualTo(52);
    }
}
