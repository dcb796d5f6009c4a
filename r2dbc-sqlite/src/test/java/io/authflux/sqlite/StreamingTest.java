// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class StreamingTest extends FileDatabase {

    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";
    /** Runs for minutes without giving a row. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0";

    private Connection connection;

    @BeforeEach
    void openOne() {
        connection = open();
    }

    private long one() {
        return Sql.one(connection, Long.class, "SELECT 1");
    }

    @Test
    void aLongQueryLetsTheOthersOfItsConnectionIn() {
        AtomicLong rows = new AtomicLong();
        Disposable stream =
                Sql.query(connection, Long.class, NUMBERS, 100_000_000).subscribe(row -> rows.incrementAndGet());

        assertThat(one()).isEqualTo(1);
        Sql.run(connection, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

        assertThat(stream.isDisposed()).isFalse();
        stream.dispose();
        assertThat(rows.get()).isLessThan(100_000_000);
    }

    @Test
    void aMillionRowsConsumedSlowlyStayInTheEngine() {
        AtomicLong mapped = new AtomicLong();
        AtomicLong consumed = new AtomicLong();
        AtomicLong furthest = new AtomicLong();
        Long sum = Flux.from(Sql.statement(connection, NUMBERS, 1_000_000).execute())
                .concatMap(result -> result.map(row -> {
                    mapped.incrementAndGet();
                    return row.get(0, Long.class);
                }))
                .publishOn(Schedulers.parallel(), 64)
                .doOnNext(i -> furthest.accumulateAndGet(mapped.get() - consumed.incrementAndGet(), Math::max))
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(60));
        assertThat(sum).isEqualTo(500_000_500_000L);
        assertThat(furthest.get()).as("rows read but not consumed").isLessThanOrEqualTo(200);
    }

    @Test
    void rowsComeAsTheyAreAskedFor() {
        StepVerifier.create(Sql.query(connection, Integer.class, NUMBERS, 5), 0)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(50))
                .thenRequest(2)
                .expectNext(1, 2)
                .thenRequest(1)
                .expectNext(3)
                .thenRequest(2)
                .expectNext(4, 5)
                .verifyComplete();
    }

    @Test
    void cancellingInTheMiddleLeavesTheConnectionUsable() {
        assertThat(Sql.query(connection, Integer.class, NUMBERS, 1_000_000)
                        .take(3)
                        .collectList()
                        .block())
                .containsExactly(1, 2, 3);
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void aCancelledQueryIsInterrupted() throws InterruptedException {
        Disposable endless = Sql.query(connection, Long.class, ENDLESS).subscribe();
        CountDownLatch running = new CountDownLatch(1);
        Schedulers.parallel().schedule(running::countDown, 100, TimeUnit.MILLISECONDS);
        running.await();
        endless.dispose();
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void aStatementThatRunsTooLongIsInterrupted() {
        Mono.from(connection.setStatementTimeout(Duration.ofSeconds(1))).block();
        assertThatThrownBy(() -> Sql.query(connection, Long.class, ENDLESS).blockLast(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        R2dbcTimeoutException.class, e -> assertThat(e.getSql()).isEqualTo(ENDLESS));
        assertThat(one()).isEqualTo(1);
        assertThatThrownBy(() -> Sql.run(connection, "CREATE TABLE x AS " + ENDLESS))
                .isInstanceOf(R2dbcTimeoutException.class);
        Mono.from(connection.setStatementTimeout(Duration.ZERO)).block();
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void theTimeoutAlsoEndsAQueryThatNobodyReads() {
        Mono.from(connection.setStatementTimeout(Duration.ofSeconds(1))).block();
        StepVerifier.create(Sql.query(connection, Integer.class, NUMBERS, 1_000_000), 1)
                .expectNext(1)
                .expectError(R2dbcTimeoutException.class)
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void queriesOfOneConnectionRunSideBySide() {
        Long sum = Sql.query(connection, Integer.class, NUMBERS, 100)
                .concatMap(i -> Sql.query(connection, Integer.class, NUMBERS, i).count(), 1)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(10));
        assertThat(sum).isEqualTo(5050);
    }

    @Test
    void closingTheConnectionEndsAnOpenQueryWithAnError() {
        Connection other = open();
        AtomicInteger seen = new AtomicInteger();
        Mono<Void> rest = Sql.query(other, Integer.class, NUMBERS, 1_000_000)
                .delayUntil(i -> seen.incrementAndGet() == 1 ? Mono.from(other.close()) : Mono.empty())
                .then();
        assertThatThrownBy(() -> rest.block(Duration.ofSeconds(10)))
                .isInstanceOf(R2dbcException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aMappingFunctionThatFailsFailsTheRows() {
        Flux<Object> failing = Flux.from(Sql.statement(connection, NUMBERS, 10).execute())
                .concatMap(result -> result.map((row, metadata) -> {
                    throw new IllegalStateException("no");
                }));
        assertThatThrownBy(failing::blockLast).hasMessage("no");
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void requestsForNothingAreRefused() {
        AtomicInteger errors = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        connection.createStatement("SELECT 1").execute().subscribe(new BaseSubscriber<io.r2dbc.spi.Result>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(-1);
            }

            @Override
            protected void hookOnError(Throwable throwable) {
                errors.incrementAndGet();
                failed.countDown();
            }
        });
        Mono.fromCallable(() -> failed.await(5, TimeUnit.SECONDS)).block();
        assertThat(errors).hasValue(1);
    }

    @Test
    void signalsComeFromTheWorker() {
        String caller = Thread.currentThread().getName();
        String signalled = Sql.query(connection, Integer.class, NUMBERS, 1)
                .map(i -> Thread.currentThread().getName())
                .single()
                .block();
        assertThat(signalled).startsWith("sqlite-").isNotEqualTo(caller);
    }
}
