// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.r2dbc.spi.Connection;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/**
 * One use of one connection for one caller: taken, worked with for as long as is allowed, given back exactly once, and then
 * the caller is answered. What {@code usingWhen} and {@code timeout} do together, at a quarter of their cost, and one thing
 * that they do not: if the caller leaves, what was sent is read to its end before the connection is given back. A server
 * works on it to the end in any case, and drivers that are cancelled while they begin or while an answer comes in forget to
 * free buffers. Only an engine that stops for it is told.
 *
 * <p>Whoever moves the stage to {@link Stage#ENDED} gives the connection back.
 *
 * @param <T> the type of the value
 */
final class ConnectionUse<T> implements Disposable, Deadlines.Timed {

    /** How far it is. */
    private enum Stage {
        /**
         * A connection is acquired, and then the work is being subscribed to, which may take as long as it, if the driver
         * blocks.
         */
        BEGINNING,
        /** The connection is at work. */
        WORKING,
        /** The caller has left, whichever of these it was. */
        LEAVING,
        /** The connection is given back, or there was none. */
        ENDED
    }

    private final StatementRunner runner;
    private final Work<T> work;
    private final MonoSink<T> caller;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.BEGINNING);
    private final Worker worker = new Worker();
    private final Acquisition acquisition;
    private volatile boolean alone;
    private @Nullable BoundStatements bound;
    private long began;

    ConnectionUse(StatementRunner runner, Work<T> work, MonoSink<T> caller) {
        this.runner = runner;
        this.work = work;
        this.caller = caller;
        this.acquisition = new Acquisition(this, runner.acquisitions());
    }

    /**
     * What is done with a connection.
     *
     * @param operation what the caller is doing
     * @param sql the text, if it is one statement; null if the work logs its statements itself
     * @param on subscribed to at once; its first value is the answer
     * @param <T> the type of the value
     */
    record Work<T>(String operation, @Nullable String sql, Function<BoundStatements, Publisher<T>> on) {}

    Context currentContext() {
        return Context.of(caller.contextView());
    }

    /** Takes a connection and begins. */
    void take(Publisher<? extends Connection> connections) {
        Mono.<Connection>from(connections).subscribe(acquisition);
        acquisition.await();
    }

    void giveBack(Connection connection) {
        runner.giveBack(work.operation(), runner.bind(connection).close());
    }

    void begin(Connection connection) {
        if (stage.compareAndSet(Stage.LEAVING, Stage.ENDED)) {
            giveBack(connection);
            return;
        }
        BoundStatements statements = runner.bind(connection);
        bound = statements;
        began = System.nanoTime();
        try {
            runner.deadlines().add(this);
            work.on().apply(statements).subscribe(worker);
        } catch (RuntimeException | LinkageError e) {
            worker.hookOnError(e);
        }
        if (!stage.compareAndSet(Stage.BEGINNING, Stage.WORKING)) {
            left();
        }
    }

    /** There is no connection, and for that a reason. */
    void notBegun(Throwable error) {
        stage.set(Stage.ENDED);
        if (!alone) {
            caller.error(runner.notAcquired(work.operation(), error));
        }
    }

    /** The caller leaves. */
    @Override
    public void dispose() {
        alone = true;
        if (acquisition.cancel()) {
            stage.set(Stage.ENDED);
            return;
        }
        // What is beginning can be stopped when it has begun.
        if (stage.getAndUpdate(now -> now == Stage.ENDED ? now : Stage.LEAVING) == Stage.WORKING) {
            left();
        }
    }

    /** The caller has left: where that helps, the work is stopped. */
    private void left() {
        if (runner.stopsOnCancel() && stage.compareAndSet(Stage.LEAVING, Stage.ENDED)) {
            try {
                worker.cancel();
            } finally {
                runner.deadlines().remove(this);
                log(SignalType.CANCEL);
                runner.giveBack(work.operation(), bound().close());
            }
        }
    }

    @Override
    public boolean isDisposed() {
        return stage.get() == Stage.ENDED;
    }

    @Override
    public long began() {
        return began;
    }

    @Override
    public void expire() {
        if (end(SignalType.CANCEL)) {
            try {
                worker.cancel();
            } finally {
                fail(new TimeoutException("no answer in time"));
            }
        }
    }

    private void fail(Throwable error) {
        Throwable translated = runner.faults().executing(work.operation(), error);
        Mono<Void> closing = runner.isFit(error) ? bound().close() : bound().discard();
        closing.subscribe(new Closer(null, translated));
    }

    private boolean end(SignalType signal) {
        boolean mine = stage.getAndSet(Stage.ENDED) != Stage.ENDED;
        if (mine) {
            runner.deadlines().remove(this);
            log(signal);
        }
        return mine;
    }

    private void log(SignalType signal) {
        String sql = work.sql();
        if (sql != null) {
            runner.log().finished(work.operation(), sql, System.nanoTime() - began, signal);
        }
    }

    private BoundStatements bound() {
        BoundStatements statements = bound;
        if (statements == null) {
            throw new IllegalStateException("there is no connection yet");
        }
        return statements;
    }

    /** Keeps the first value, and reads to the end, so that the connection is ready for the next. */
    private final class Worker extends BaseSubscriber<T> {

        private @Nullable T value;

        @Override
        public Context currentContext() {
            return ConnectionUse.this.currentContext();
        }

        @Override
        protected void hookOnNext(T next) {
            if (value == null) {
                value = next;
            }
        }

        @Override
        protected void hookOnComplete() {
            if (end(SignalType.ON_COMPLETE)) {
                bound().closeAtRest().subscribe(new Closer(value, null));
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            if (end(SignalType.ON_ERROR)) {
                fail(error);
            }
        }
    }

    /** Answers when the connection is given back, if somebody is there: Reactor logs what nobody takes. */
    private final class Closer extends BaseSubscriber<Void> {

        private final @Nullable T value;
        private final @Nullable Throwable error;

        Closer(@Nullable T value, @Nullable Throwable error) {
            this.value = value;
            this.error = error;
        }

        @Override
        public Context currentContext() {
            return ConnectionUse.this.currentContext();
        }

        @Override
        protected void hookOnComplete() {
            if (alone) {
                return;
            }
            if (error != null) {
                caller.error(error);
            } else if (value != null) {
                caller.success(value);
            } else {
                caller.success();
            }
        }

        @Override
        protected void hookOnError(Throwable notClosed) {
            if (alone) {
                runner.log().notGivenBack(work.operation(), notClosed);
            } else {
                caller.error(error != null ? error : runner.faults().executing(work.operation(), notClosed));
            }
        }
    }
}
