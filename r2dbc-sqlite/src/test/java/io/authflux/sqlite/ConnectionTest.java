// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.sqlite.config.OpenMode;
import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.SqliteConnectionConfigurationBuilder;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

class ConnectionTest extends FileDatabase {

    @Test
    void unwrapAnswersHonestly() {
        Connection connection = open();
        Wrapped<?> wrapped = (Wrapped<?>) connection;
        Scheduler scheduler = wrapped.unwrap(Scheduler.class);
        assertThat(scheduler).isNotNull();
        String thread = Mono.fromCallable(() -> Thread.currentThread().getName())
                .subscribeOn(scheduler)
                .block();
        assertThat(thread).startsWith("sqlite-");
        assertThat(wrapped.unwrap(Executor.class)).isNotNull();
        assertThat(wrapped.unwrap(Connection.class)).isSameAs(connection);
        assertThat(wrapped.unwrap(java.sql.Connection.class)).isNull();
        assertThat(wrapped.unwrap(String.class)).isNull();
    }

    @Test
    void walForeignKeysAndSynchronousAreSetByDefault() {
        Connection connection = open();
        assertThat(Sql.one(connection, String.class, "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(Sql.one(connection, Integer.class, "PRAGMA foreign_keys")).isEqualTo(1);
        assertThat(Sql.one(connection, Integer.class, "PRAGMA synchronous")).isEqualTo(1);
        assertThat(Sql.one(connection, Integer.class, "PRAGMA busy_timeout")).isEqualTo(5000);
    }

    @Test
    void metadataNamesTheEngine() {
        Connection connection = open();
        assertThat(connection.getMetadata().getDatabaseProductName()).isEqualTo("SQLite");
        assertThat(connection.getMetadata().getDatabaseVersion())
                .isEqualTo(Sql.one(connection, String.class, "SELECT sqlite_version()"));
    }

    @Test
    void afterClosingEverythingFailsAndNothingHangs() {
        Connection connection = open();
        Mono.from(connection.close()).block();
        Mono.from(connection.close()).block();
        assertThat(Mono.from(connection.validate(ValidationDepth.REMOTE)).block())
                .isFalse();
        assertThatThrownBy(() -> Sql.one(connection, Integer.class, "SELECT 1"))
                .isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThatThrownBy(() -> Sql.run(connection, "CREATE TABLE t (a)"))
                .isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThatThrownBy(() -> Mono.from(connection.beginTransaction()).block(Duration.ofSeconds(5)))
                .isInstanceOf(R2dbcNonTransientResourceException.class);
    }

    @Test
    void aPoolGivesTheNextBorrowerAFreshConnection() {
        Connection connection = open();
        Sql.run(connection, "CREATE TABLE t (a)");
        Mono.from(connection.setAutoCommit(false)).block();
        Mono.from(connection.setLockWaitTimeout(Duration.ofMillis(7))).block();
        Sql.run(connection, "INSERT INTO t VALUES (1)");
        Mono.from(((Lifecycle) connection).preRelease()).block();
        Mono.from(((Lifecycle) connection).postAllocate()).block();
        assertThat(connection.isAutoCommit()).isTrue();
        assertThat(Sql.one(connection, Long.class, "SELECT count(*) FROM t")).isZero();
        assertThat(Sql.one(connection, Integer.class, "PRAGMA busy_timeout")).isEqualTo(5000);
    }

    /** A transaction that was asked for and given up may still begin: its connection is not ready for the next user before. */
    @Test
    void whatIsStillOnItsWayIsWaitedFor() {
        Connection connection = open();
        String slow =
                "CREATE TEMP TABLE slow AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 300000)"
                        + " SELECT x FROM c";
        Mono<?> busy = Flux.from(connection.createStatement(slow).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
        busy.subscribe();
        Mono.from(connection.beginTransaction()).subscribe();

        Mono.from(((Lifecycle) connection).preRelease()).block();

        assertThat(Sql.one(connection, Integer.class, "SELECT 1")).isOne();
        assertThat(connection.isAutoCommit()).isTrue();
    }

    @Test
    void aClosedFactoryOpensNoMore() {
        SqliteConnectionFactory factory = SqliteConnectionFactory.inMemory();
        Connection connection = open(factory);
        factory.close().block();
        factory.close().block();
        assertThatThrownBy(() -> Sql.open(factory)).isInstanceOf(IllegalStateException.class);
        Sql.run(connection, "CREATE TABLE t (a)");
    }

    @Test
    void anUnusedConnectionThatCameTooLateIsClosed() {
        // A name of its own, since threads are told by it.
        SqliteConnectionFactory factory = new SqliteConnectionFactory(
                SqliteConnectionConfiguration.file(directory.resolve("late.db")).build());
        for (int i = 0; i < 50; i++) {
            // One that came in time after all is the subscriber's to close.
            Closing subscriber = new Closing();
            factory.create().subscribe(subscriber);
            subscriber.cancel();
        }
        Connection connection = open(factory);
        Sql.run(connection, "CREATE TABLE t (a)");
        Mono.defer(() -> Thread.getAllStackTraces().keySet().stream()
                                        .filter(thread -> thread.getName().startsWith("sqlite-late.db-"))
                                        .count()
                                <= 1
                        ? Mono.just(true)
                        : Mono.<Boolean>empty())
                .repeatWhenEmpty(600, tries -> tries.delayElements(Duration.ofMillis(50)))
                .block();
    }

    @Test
    void theFolderIsMadeWhereTheFileWouldBe() {
        Path file = directory.resolve("deep/er/test.db");
        SqliteConnectionConfigurationBuilder configuration = SqliteConnectionConfiguration.file(file);

        assertThatThrownBy(() -> open(new SqliteConnectionFactory(
                        configuration.openMode(OpenMode.READ_WRITE).build())))
                .isInstanceOf(R2dbcNonTransientResourceException.class);
        assertThat(file.getParent()).doesNotExist();

        Sql.run(
                open(new SqliteConnectionFactory(
                        SqliteConnectionConfiguration.file(file).build())),
                "CREATE TABLE t (a)");
        assertThat(file).isNotEmptyFile();
    }

    private static final class Closing extends BaseSubscriber<Connection> {

        @Override
        protected void hookOnNext(Connection connection) {
            Mono.from(connection.close()).subscribe();
        }
    }
}
