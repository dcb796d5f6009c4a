// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PoolTest extends FileDatabase {

    private ConnectionPool pool() {
        return (ConnectionPool) ConnectionFactories.get("r2dbc:pool:sqlite:file://" + directory.resolve("test.db")
                + "?initialSize=2&maxSize=16&busyTimeout=PT1S");
    }

    @Test
    void twoHundredAndFiftySixWritersQueueInsteadOfFailing() {
        ConnectionPool pool = pool();
        Sql.with(pool, connection -> Sql.update(connection, "CREATE TABLE t (a INTEGER PRIMARY KEY, n INTEGER)"))
                .blockLast();
        Long written = Flux.range(1, 256)
                .flatMap(
                        i -> Sql.with(
                                pool,
                                connection -> Flux.usingWhen(
                                        Mono.just(connection),
                                        c -> signIn(c, i),
                                        Connection::commitTransaction,
                                        (c, e) -> c.rollbackTransaction(),
                                        Connection::rollbackTransaction)),
                        256)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(40));
        assertThat(written).isEqualTo(512);
        assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
        pool.disposeLater().block();
    }

    /** A read and two writes in a transaction, which without the queue is what finds the database locked. */
    private static Flux<Long> signIn(Connection connection, int i) {
        return Mono.from(connection.beginTransaction())
                .thenMany(Flux.concat(
                        Sql.query(connection, Long.class, "SELECT count(*) FROM t")
                                .then(Mono.<Long>empty()),
                        Sql.update(connection, "INSERT INTO t VALUES (?, 0)", i),
                        Sql.update(connection, "UPDATE t SET n = n + 1 WHERE a = ?", i)));
    }

    @Test
    void borrowedConnectionsComeBack() {
        ConnectionPool pool = pool();
        Flux.range(0, 200)
                .flatMap(i -> Sql.with(pool, connection -> Sql.query(connection, Integer.class, "SELECT ?", i)), 64)
                .blockLast(Duration.ofSeconds(20));
        assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
        pool.disposeLater().block();
    }
}
