// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.adapter.AdapterInfo;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.statement.ConnectionUse.Work;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Takes a connection for each call and gives it back, whatever happens. The only class that does. Thread-safe; owns
 * neither the factory nor the scheduler.
 */
public final class StatementRunner implements Statements {

    private static final int ATTEMPTS = 3;
    private static final int MOST_LAYERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ConnectionFactory connections;
    private final FaultTranslator faults;
    private final Settings settings;
    private final StatementLog log;
    private final Deadlines acquisitions;
    private final Deadlines deadlines;

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
        this.acquisitions = new Deadlines(settings.acquireTimeout(), () -> isClosed(connections));
        this.deadlines = new Deadlines(settings.statementTimeout());
    }

    /**
     * Limits and logging.
     *
     * @param acquireTimeout how long a connection is waited for; zero for as long as the factory takes, unless it is a pool
     *     that is closed
     * @param statementTimeout how long the work on one connection may take, whether its caller stays or leaves; zero for no
     *     limit
     * @param logging whether every statement is logged
     * @param slowQueryThreshold which statements are logged as slow; zero for none
     * @param blocking where a driver that blocks does its work; null for a driver that does not
     * @param stopsOnCancel whether a cancel ends a statement, so that it is worth something
     */
    public record Settings(
            Duration acquireTimeout,
            Duration statementTimeout,
            boolean logging,
            Duration slowQueryThreshold,
            @Nullable Scheduler blocking,
            boolean stopsOnCancel) {}

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
     * The same runner on a copy of the database.
     *
     * @param copies where connections to it come from
     * @return the runner
     */
    public StatementRunner on(ConnectionFactory copies) {
        return new StatementRunner(copies, faults, settings);
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
                : again(used(new Work<>(query.operation(), query.sql(), bound -> bound.found(query, encoded))));
    }

    @Override
    public <T> Mono<List<T>> all(Query<T> query, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(query.parameters(), arguments);
        return encoded == null
                ? Mono.just(List.of())
                : again(used(new Work<>(query.operation(), query.sql(), bound -> bound.found(query, encoded)
                        .collectList())));
    }

    @Override
    public Mono<Long> update(Command command, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(command.parameters(), arguments);
        return encoded == null
                ? Mono.just(0L)
                : again(used(new Work<>(command.operation(), command.sql(), bound -> bound.counts(command, encoded)
                        .reduce(0L, Long::sum))));
    }

    @Override
    public <T> Mono<T> change(Change<T> change, @Nullable Object... arguments) {
        if (Arguments.encode(change.parameters(), arguments) == null) {
            return Mono.empty();
        }
        return change.needsTransaction()
                ? again(used(new Work<>(change.operation(), null, bound -> change.on(bound, arguments))))
                : change.run(this, arguments);
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
        return again(used(new Work<>(operation, null, bound -> bound.inTransaction(null, work))));
    }

    /**
     * Who lost to another transaction has written nothing, so that trying again is the same as coming later; that holds
     * of reading too, where every transaction is serializable. None begins after the time that one may take.
     */
    private <T> Mono<T> again(Mono<T> change) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return change.onErrorResume(ConcurrentUpdateException.class, lost -> afterLosing(lost, change, start));
        });
    }

    /** The first attempt is the one that was lost already. */
    private <T> Mono<T> afterLosing(Throwable lost, Mono<T> change, long start) {
        AtomicBoolean told = new AtomicBoolean();
        return Mono.defer(() -> told.compareAndSet(false, true) ? Mono.error(lost) : change)
                .retryWhen(Retry.backoff(ATTEMPTS, PAUSE)
                        .filter(error -> error instanceof ConcurrentUpdateException && isInTime(start))
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
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
        return used(new Work<>("connect", null, BoundStatements::info));
    }

    private <T> Mono<T> used(Work<T> work) {
        Mono<T> result = Mono.create(caller -> use(work, caller));
        Scheduler blocking = settings.blocking();
        return blocking == null
                ? result
                : result.subscribeOn(blocking)
                        .cancelOn(blocking)
                        .onErrorMap(error -> faults.executing(work.operation(), error));
    }

    private <T> void use(Work<T> work, MonoSink<T> caller) {
        ConnectionUse<T> use = new ConnectionUse<>(this, work, caller);
        caller.onCancel(use);
        Publisher<? extends Connection> connection;
        try {
            connection = connections.create();
        } catch (RuntimeException | LinkageError e) {
            // As where a class of the driver is missing: Reactor would hand it on to nobody.
            connection = Mono.error(e);
        }
        use.take(connection);
    }

    BoundStatements bind(Connection connection) {
        return new BoundStatements(connection, log, settings.statementTimeout());
    }

    /**
     * Whether a pool was closed, and opens no connection any more: that of any layer, since what is around it may say that it
     * can be closed and not know whether it is. A factory that cannot say does not keep the limit from being looked at.
     */
    private static boolean isClosed(ConnectionFactory connections) {
        try {
            return isAnyLayerClosed(connections);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static boolean isAnyLayerClosed(ConnectionFactory connections) {
        Object layer = connections;
        // A factory may wrap itself.
        for (int depth = 0; depth < MOST_LAYERS; depth++) {
            if (layer instanceof Disposable pool && pool.isDisposed()) {
                return true;
            }
            layer = layer instanceof Wrapped<?> wrapped ? wrapped.unwrap() : null;
        }
        return false;
    }

    /** Who waits for a connection. */
    Deadlines acquisitions() {
        return acquisitions;
    }

    Throwable notAcquired(String operation, Throwable error) {
        return faults.acquiring(operation, error);
    }

    /** Gives a connection back for which nobody waits. */
    void giveBack(String operation, Mono<Void> closing) {
        closing.subscribe(null, error -> log.notGivenBack(operation, error));
    }

    /** Whether a cancel ends a statement. */
    boolean stopsOnCancel() {
        return settings.stopsOnCancel();
    }

    StatementLog log() {
        return log;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /**
     * Whether a connection can be handed to the next caller after a failure. Only our own timer makes a
     * {@link TimeoutException}: the connection may never answer; a server that cancels a statement says so, and the
     * connection is fine. One to a server that is going, or that may no longer be written to, is not: a new one may find
     * the new primary.
     */
    boolean isFit(Throwable error) {
        return !(error instanceof TimeoutException) && faults.fault(error) != Fault.UNAVAILABLE;
    }
}
