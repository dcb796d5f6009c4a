// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.adapter.AdapterInfo;
import io.authflux.r2dbc.dialect.Codec;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements on one connection. Every result is read to its end, so that the connection is ready for the next. */
final class BoundStatements implements Statements {

    /** How long a caller waits for a connection to be given back that did not answer in time. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);
    private static final CompletableFuture<?> CLOSED = CompletableFuture.completedFuture(null);

    private final Connection connection;
    private final StatementLog log;
    private final Duration limit;

    /** The transaction under way, {@link #NOTHING} before and after, {@link #CLOSED} once the connection is given back. */
    private final AtomicReference<CompletableFuture<?>> running = new AtomicReference<>(NOTHING);

    BoundStatements(Connection connection, StatementLog log, Duration limit) {
        this.connection = connection;
        this.log = log;
        this.limit = limit;
    }

    @Override
    public <T> Mono<T> one(Query<T> query, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(query.parameters(), arguments);
        return encoded == null ? Mono.empty() : rows(query, encoded).reduce((first, next) -> first);
    }

    @Override
    public <T> Mono<List<T>> all(Query<T> query, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(query.parameters(), arguments);
        return encoded == null ? Mono.just(List.of()) : rows(query, encoded).collectList();
    }

    @Override
    public Mono<Long> update(Command command, @Nullable Object... arguments) {
        @Nullable Object[] encoded = Arguments.encode(command.parameters(), arguments);
        return encoded == null
                ? Mono.just(0L)
                : Flux.defer(() -> log.watch(command.operation(), command.sql(), counts(command, encoded)))
                        .reduce(0L, Long::sum);
    }

    @Override
    public <T> Mono<T> change(Change<T> change, @Nullable Object... arguments) {
        return change.run(this, arguments);
    }

    /** To be subscribed to at once, and once; is not logged. */
    Flux<Long> counts(Command command, @Nullable Object[] encoded) {
        return results(bind(command.sql(), command.parameters(), encoded), Result::getRowsUpdated);
    }

    /** To be subscribed to at once, and once; is not logged. */
    <T> Flux<T> found(Query<T> query, @Nullable Object[] encoded) {
        Statement statement = bind(query.sql(), query.parameters(), encoded);
        String generated = query.generated();
        if (generated != null) {
            statement.returnGeneratedValues(generated);
        }
        Function<Readable, T> reader = query.reader();
        return results(statement, result -> result.map(reader));
    }

    /** Runs work in a transaction, at an isolation or at the one that the connection has, and brings it to its end. */
    <T> Mono<T> inTransaction(@Nullable IsolationLevel isolation, Function<Statements, Mono<T>> work) {
        return toItsEnd(transaction(isolation, work));
    }

    /** A part of what is brought {@linkplain #toItsEnd to its end}. */
    <T> Mono<T> transaction(@Nullable IsolationLevel isolation, Function<Statements, Mono<T>> work) {
        return Mono.usingWhen(
                        Mono.defer(() -> Mono.from(begin(isolation))).thenReturn(connection),
                        begun -> work.apply(this),
                        Connection::commitTransaction,
                        (begun, error) -> rollback(),
                        begun -> rollback())
                .onErrorMap(BoundStatements::unwrapped);
    }

    private Publisher<Void> begin(@Nullable IsolationLevel isolation) {
        return isolation == null ? connection.beginTransaction() : connection.beginTransaction(isolation);
    }

    /**
     * Once begun, a transaction is brought to its end, even if the caller goes away: a cancel between BEGIN and its answer
     * would leave the connection in a transaction that nobody knows of and nobody ends. So is what stands around it, such as
     * a lock. A cancel that comes before it has begun wins: then nothing is sent on a connection that may be somebody else's
     * already.
     */
    <T> Mono<T> toItsEnd(Mono<T> transaction) {
        return Mono.deferContextual(context -> {
            CompletableFuture<?> end = new CompletableFuture<>();
            if (!running.compareAndSet(NOTHING, end)) {
                return Mono.empty();
            }
            CompletableFuture<T> outcome = transaction
                    .contextWrite(context)
                    .toFuture()
                    .whenComplete((value, error) -> {
                        running.compareAndSet(end, NOTHING);
                        end.complete(null);
                    });
            return Mono.fromFuture(outcome, true);
        });
    }

    /** Gives the connection back, once a transaction that still runs has ended, or has not ended in time. */
    Mono<Void> close() {
        CompletableFuture<?> last = running.getAndSet(CLOSED);
        Mono<Void> closing = Mono.defer(() -> Mono.from(connection.close()));
        if (last.isDone()) {
            return closing;
        }
        Mono<Void> ended = Mono.fromFuture(last, true).then().onErrorComplete();
        Mono<Void> inTime = limit.isZero() ? ended : ended.timeout(limit, Mono.defer(this::closePhysical));
        return inTime.then(closing);
    }

    /** Reactor wraps what a commit failed with. */
    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        return error.getClass() == RuntimeException.class && cause != null ? cause : error;
    }

    /** What cannot be rolled back is not handed to anybody again; that it failed is no news beside why it was tried. */
    private Mono<Void> rollback() {
        return Mono.from(connection.rollbackTransaction()).onErrorResume(error -> closePhysical());
    }

    /**
     * Gives back a connection that is not fit for the next caller: the physical connection is closed first, so that the
     * pool finds it dead. Some drivers close only behind the statement that does not end, so nobody waits for that for
     * long: it goes on by itself.
     */
    Mono<Void> discard() {
        return Mono.defer(() -> Mono.fromFuture(
                        closePhysical().then(Mono.from(connection.close())).toFuture(), true))
                .timeout(GRACE)
                .onErrorComplete();
    }

    /** Gives the connection back, of which everything was read to its end. */
    Mono<Void> closeAtRest() {
        QuietRelease quiet = connection instanceof Wrapped<?> wrapped ? wrapped.unwrap(QuietRelease.class) : null;
        if (quiet != null) {
            quiet.allAnswered();
        }
        return close();
    }

    /** To be called when the connection is to be closed: some drivers close when they are asked for the publisher. */
    Mono<Void> closePhysical() {
        Connection physical = connection;
        while (physical instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner) {
            physical = inner;
        }
        return physical == connection
                ? Mono.empty()
                : Mono.<Void>from(physical.close()).onErrorComplete();
    }

    Mono<AdapterInfo> info() {
        ConnectionMetadata metadata = connection.getMetadata();
        return Mono.just(new AdapterInfo(metadata.getDatabaseProductName(), metadata.getDatabaseVersion()));
    }

    private <T> Flux<T> rows(Query<T> query, @Nullable Object[] encoded) {
        return Flux.defer(() -> log.watch(query.operation(), query.sql(), found(query, encoded)));
    }

    private Statement bind(String sql, List<Codec> parameters, @Nullable Object[] encoded) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < encoded.length; i++) {
            parameters.get(i).bind(statement, i, encoded[i]);
        }
        return statement;
    }

    private static <T> Flux<T> results(Statement statement, Function<Result, Publisher<T>> read) {
        return Flux.from(statement.execute()).concatMap(read);
    }
}
