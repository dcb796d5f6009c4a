// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The driver used from threads that must not block, with an agent that catches whoever does. */
class BlockHoundTest extends FileDatabase {

    @BeforeAll
    static void install() {
        BlockHound.install();
    }

    @Test
    void blockHoundIsAwake() {
        assertThatThrownBy(() -> Mono.fromRunnable(BlockHoundTest::pause)
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .hasStackTraceContaining("Blocking call");
    }

    private static void pause() {
        try {
            // Long enough that even a slow machine gets to the point where it would park.
            new java.util.concurrent.CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void callersNeverBlock() {
        SqliteConnectionFactory factory = factory();
        assertThat(sumFromParallelThreads(factory)).isEqualTo(200);
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(SqliteConnectionFactory.inMemory())
                .maxSize(4)
                .build());
        assertThat(sumFromParallelThreads(pool)).isEqualTo(200);
    }

    private static long sumFromParallelThreads(ConnectionFactory factory) {
        Mono<Long> create = Sql.with(factory, connection -> Sql.update(connection, "CREATE TABLE t (a)"))
                .single();
        Flux<Long> work = Flux.range(0, 200)
                .flatMap(
                        i -> Sql.with(factory, connection -> Mono.from(connection.beginTransaction())
                                        .then(Sql.update(connection, "INSERT INTO t VALUES (?)", i))
                                        .flatMap(count -> Mono.from(connection.commitTransaction())
                                                .thenReturn(count)))
                                .publishOn(Schedulers.parallel())
                                .subscribeOn(Schedulers.parallel()),
                        16);
        return create.thenMany(work)
                .reduce(0L, Long::sum)
                .subscribeOn(Schedulers.parallel())
                .blockOptional(Duration.ofSeconds(60))
                .orElseThrow();
    }
}
