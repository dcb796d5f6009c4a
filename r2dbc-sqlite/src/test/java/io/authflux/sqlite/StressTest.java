// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTransientException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 8 writers and 32 readers on one file, for {@code -Dsqlite.soak} seconds, 5 unless given. */
class StressTest extends FileDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(StressTest.class);
    private static final Duration SOAK = Duration.ofSeconds(Long.getLong("sqlite.soak", 5));
    private static final int ACCOUNTS = 10;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final long end = System.nanoTime() + SOAK.toNanos();
    private final AtomicLong transfers = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong transientErrors = new AtomicLong();

    @Test
    void noUpdateIsLostAndNothingFailsForGood() {
        SqliteConnectionFactory factory = factory();
        Connection first = open(factory);
        Sql.run(first, "CREATE TABLE account (id INTEGER PRIMARY KEY, amount INTEGER, touched INTEGER)");
        for (int i = 0; i < ACCOUNTS; i++) {
            Sql.update(first, "INSERT INTO account VALUES (?, 1000, 0)", i).block();
        }
        Flux<Void> writers = Flux.range(0, 8).flatMap(i -> forever(open(factory), this::transfer), 8);
        Flux<Void> readers = Flux.range(0, 32).flatMap(i -> forever(open(factory), this::check), 32);
        Flux.merge(writers, readers).then().block(SOAK.plusSeconds(60));

        assertThat(failures).isEmpty();
        assertThat(transfers.get()).isPositive();
        assertThat(reads.get()).isPositive();
        assertThat(Sql.one(first, Long.class, "SELECT sum(touched) FROM account"))
                .isEqualTo(transfers.get() * 2);
        assertThat(Sql.one(first, String.class, "PRAGMA integrity_check")).isEqualTo("ok");
        LOG.warn(
                "{} s: {} transfers, {} reads, {} transient errors",
                SOAK.toSeconds(),
                transfers,
                reads,
                transientErrors);
    }

    private Mono<Void> forever(Connection connection, java.util.function.Function<Connection, Mono<Void>> work) {
        return Mono.defer(() -> work.apply(connection))
                .onErrorResume(e -> {
                    if (e instanceof R2dbcTransientException) {
                        transientErrors.incrementAndGet();
                    } else {
                        failures.add(e);
                    }
                    return Mono.from(connection.rollbackTransaction());
                })
                .repeat(() -> System.nanoTime() < end)
                .then();
    }

    private Mono<Void> transfer(Connection connection) {
        int from = (int) (System.nanoTime() % ACCOUNTS);
        int to = (from + 3) % ACCOUNTS;
        return Mono.from(connection.beginTransaction())
                .then(Sql.query(connection, Long.class, "SELECT amount FROM account WHERE id = ?", from)
                        .single())
                .flatMap(amount -> Sql.update(
                        connection,
                        "UPDATE account SET amount = ?, touched = touched + 1 WHERE id = ?",
                        amount - 1,
                        from))
                .then(Sql.update(
                        connection, "UPDATE account SET amount = amount + 1, touched = touched + 1 WHERE id = ?", to))
                .then(Mono.from(connection.commitTransaction()))
                .doOnSuccess(done -> transfers.incrementAndGet());
    }

    private Mono<Void> check(Connection connection) {
        return Sql.query(connection, Long.class, "SELECT sum(amount) FROM account")
                .single()
                .doOnNext(sum -> {
                    reads.incrementAndGet();
                    if (sum != ACCOUNTS * 1000L) {
                        failures.add(new AssertionError("A reader saw half a transfer: " + sum));
                    }
                })
                .then();
    }
}
