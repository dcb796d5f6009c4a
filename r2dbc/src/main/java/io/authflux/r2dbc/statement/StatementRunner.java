// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.adapter.AdapterInfo;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.r2dbc.dialect.Fault;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Takes a connection for each call and gives it back, whatever happens. The only class that does. Thread-safe; owns
 * neither the factory nor the scheduler.
 */
public final class StatementRunner implements Statements {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ConnectionFactory connections;
    private final FaultTranslator faults;
    private final Settings settings;
    private final StatementLog log;

    /**
     * A runner.
     *
     * @param connections where connections come from, normally a pool
     * @param faults translates errors
     * @param settings limits and logging
     */
    public StatementRunner(ConnectionFactory connections, FaultTranslator faults, Settings settings) {
        this.connections = connections;
        this.faults = faults;
        this.settings = settings;
        this.log = new StatementLog(settings.logging(), settings.slowQueryThreshold());
    }

    /**
     * Limits and logging.
     *
     * @param statementTimeout how long the work on one connection may take; zero for no limit
     * @param logging whether every statement is logged
     * @param slowQueryThreshold which statements are logged as slow; zero for none
     * @param blocking where a driver that blocks does its work; null for a driver that does not
     */
    public record Settings(
            Duration statementTimeout,
            boolean logging,
            Duration slowQueryThreshold,
            @Nullable Scheduler blocking) {}

    /**
     * The same runner with another translator of errors.
     *
     * @param translator knows the keys of the database
     * @return the runner
     */
    public StatementRunner with(FaultTranslator translator) {
        return new StatementRunner(connections, translator, settings);
    }

    /**
     * The translator of errors.
     *
     * @return never null
     */
    public FaultTranslator faults() {
        return faults;
    }

    @Override
    public <T> Mono<T> one(Query<T> query, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(query.parameters(), arguments);
        return encoded == null
                ? Mono.empty()
                : withConnection(query.operation(), bound -> bound.oneEncoded(query, encoded));
    }

    @Override
    public <T> Mono<List<T>> all(Query<T> query, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(query.parameters(), arguments);
        return encoded == null
                ? Mono.just(List.of())
                : withConnection(query.operation(), bound -> bound.allEncoded(query, encoded));
    }

    @Override
    public Mono<Long> update(Command command, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(command.parameters(), arguments);
        return encoded == null
                ? Mono.just(0L)
                : again(withConnection(command.operation(), bound -> bound.updateEncoded(command, encoded)));
    }

    @Override
    public <T> Mono<T> change(Change<T> change, @Nullable Object... arguments) {
        if (Arguments.encode(change.parameters(), arguments) == null) {
            return Mono.empty();
        }
        return change.needsTransaction()
                ? inTransaction(change.operation(), statements -> change.run(statements, arguments))
                : again(change.run(this, arguments));
    }

    /**
     * Runs statements in one transaction: all or nothing. If another transaction was in the way it is run again.
     *
     * @param operation what the caller is doing
     * @param work makes the statements' publisher; it must not use anything but what it is given
     * @param <T> the type of the value
     * @return emits what the work emits once that is committed; rolled back on error; once begun it is brought to its end
     *     even if the caller cancels
     */
    public <T> Mono<T> inTransaction(String operation, Function<Statements, Mono<T>> work) {
        return again(withConnection(operation, bound -> bound.inTransaction(work)));
    }

    /**
     * Who lost to another transaction has written nothing, so that trying again is the same as coming later. None begins
     * after the time that one may take.
     */
    private <T> Mono<T> again(Mono<T> change) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return change.retryWhen(Retry.backoff(ATTEMPTS, PAUSE)
                    .filter(error -> error instanceof ConcurrentUpdateException && isInTime(start))
                    .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
        });
    }

    private boolean isInTime(long start) {
        Duration limit = settings.statementTimeout();
        return limit.isZero() || System.nanoTime() - start < limit.toNanos();
    }

    /**
     * Connects once, and asks what is there.
     *
     * @return emits product and version
     */
    public Mono<AdapterInfo> info() {
        return withConnection("connect", BoundStatements::info);
    }

    private <T> Mono<T> withConnection(String operation, Function<BoundStatements, Mono<T>> work) {
        Mono<T> result = Mono.usingWhen(
                acquire(operation),
                bound -> limited(work.apply(bound)),
                BoundStatements::close,
                (bound, error) -> isFit(error) ? bound.close() : bound.discard(),
                BoundStatements::close);
        Scheduler blocking = settings.blocking();
        Mono<T> placed =
                blocking == null ? result : result.subscribeOn(blocking).cancelOn(blocking);
        return placed.onErrorMap(error -> faults.executing(operation, error));
    }

    /**
     * Whether a connection can be handed to the next caller after a failure. Only our own timer makes a
     * {@link TimeoutException}: the connection may never answer; a server that cancels a statement says so, and the
     * connection is fine. One to a server that is going, or that may no longer be written to, is not: a new one may find
     * the new primary.
     */
    private boolean isFit(Throwable error) {
        return !(error instanceof TimeoutException) && faults.fault(error) != Fault.UNAVAILABLE;
    }

    private Mono<BoundStatements> acquire(String operation) {
        return Mono.<Connection>from(connections.create())
                .map(connection -> new BoundStatements(connection, log, settings.statementTimeout()))
                .onErrorMap(error -> faults.acquiring(operation, error));
    }

    private <T> Mono<T> limited(Mono<T> work) {
        return settings.statementTimeout().isZero() ? work : work.timeout(settings.statementTimeout());
    }
}
