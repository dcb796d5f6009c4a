// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MemoryDatabaseTest {

    private final SqliteConnectionFactory factory = SqliteConnectionFactory.inMemory();
    private ConnectionPool pool;

    @BeforeEach
    void fill() {
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(8)
                .maxSize(8)
                .build());
        Sql.with(pool, connection -> Sql.update(connection, "CREATE TABLE t (a INTEGER PRIMARY KEY, n INTEGER)"))
                .blockLast();
        Sql.with(
                        pool,
                        connection -> Sql.update(
                                connection,
                                "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i"
                                        + " < 1000) SELECT i, 0 FROM n"))
                .blockLast();
    }

    @AfterEach
    void close() {
        pool.disposeLater().then(factory.close()).block();
    }

    @Test
    void aPoolSeesOneDatabase() {
        Long sum = Flux.range(0, 64)
                .flatMap(i -> Sql.with(pool, connection -> Sql.query(connection, Long.class, "SELECT count(*) FROM t")))
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(20));
        assertThat(sum).isEqualTo(64_000);
    }

    @Test
    void readersAndWritersNeverFindItLocked() {
        Flux<Long> writes = Flux.range(0, 300)
                .flatMap(i -> Sql.with(
                        pool, connection -> Sql.update(connection, "UPDATE t SET n = n + 1 WHERE a = ?", i % 10 + 1)));
        Flux<Long> reads = Flux.range(0, 300)
                .flatMap(i -> Sql.with(pool, connection -> Sql.query(connection, Long.class, "SELECT sum(n) FROM t")));
        Flux.merge(writes, reads).blockLast(Duration.ofSeconds(30));
        assertThat(Sql.with(pool, connection -> Sql.query(connection, Long.class, "SELECT sum(n) FROM t"))
                        .blockLast())
                .isEqualTo(300);
    }

    @Test
    void aSlowReaderStepsAsideForAWriter() {
        Long updated = Sql.with(pool, reader -> Sql.query(reader, Integer.class, "SELECT a FROM t")
                        .concatMap(
                                a -> Sql.with(
                                        pool, writer -> Sql.update(writer, "UPDATE t SET n = n + 1 WHERE a = ?", a)),
                                1))
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(30));
        assertThat(updated).isEqualTo(1000);
    }

    @Test
    void readersWaitForAWriteTransactionToEnd() {
        Connection writer = Sql.open(factory);
        Connection reader = Sql.open(factory);
        Mono.from(writer.beginTransaction()).block();
        Sql.run(writer, "DELETE FROM t");
        Mono<Long> waiting =
                Sql.query(reader, Long.class, "SELECT count(*) FROM t").single().cache();
        waiting.subscribe();
        Mono.from(writer.rollbackTransaction()).block();
        assertThat(waiting.block(Duration.ofSeconds(5))).isEqualTo(1000);
        Sql.close(writer);
        Sql.close(reader);
    }

    @Test
    void aCancelledReaderThatWaitsLeavesTheQueue() {
        Connection writer = Sql.open(factory);
        Connection reader = Sql.open(factory);
        Mono.from(writer.beginTransaction()).block();
        Sql.query(reader, Long.class, "SELECT count(*) FROM t").subscribe().dispose();
        Mono.from(writer.commitTransaction()).block();
        assertThat(Sql.one(reader, Long.class, "SELECT count(*) FROM t")).isEqualTo(1000);
        Sql.run(writer, "DELETE FROM t");
        Sql.close(writer);
        Sql.close(reader);
    }
}
