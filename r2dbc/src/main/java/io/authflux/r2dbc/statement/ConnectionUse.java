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
 * that they do not: if the caller leaves while the work begins, the connection is given back only when it has begun.
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
        /** The same, but the caller has left. */
        LEAVING,
        /** The connection is at work. */
        WORKING,
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
        } catch (RuntimeException e) {
            worker.hookOnError(e);
        }
        if (!stage.compareAndSet(Stage.BEGINNING, Stage.WORKING) && stage.compareAndSet(Stage.LEAVING, Stage.ENDED)) {
            worker.cancel();
            abandon(statements.close());
        }
    }

    /** There is no connection, and for that perhaps a reason. */
    void notBegun(@Nullable Throwable error) {
        stage.set(Stage.ENDED);
        if (error == null) {
            caller.success();
        } else if (!alone) {
            caller.error(runner.notAcquired(work.operation(), error));
        }
    }

    /** The caller leaves. */
    @Override
    public void dispose() {
        alone = true;
        if (acquisition.cancel()) {
            stage.set(Stage.ENDED);
        } else if (stage.compareAndSet(Stage.BEGINNING, Stage.LEAVING)) {
            // Other drivers would forget to free the buffers of what they were about to send.
            if (runner.blocks()) {
                worker.cancel();
            }
        } else if (stage.compareAndSet(Stage.WORKING, Stage.ENDED)) {
            worker.cancel();
            abandon(bound().close());
        }
    }

    @Override
    public boolean isDisposed() {
        return stage.get() == Stage.ENDED;
    }

    /** Nobody waits for the connection to be given back. */
    private void abandon(Mono<Void> closing) {
        runner.deadlines().remove(this);
        log(SignalType.CANCEL);
        runner.giveBack(work.operation(), closing);
    }

    @Override
    public long began() {
        return began;
    }

    @Override
    public void expire() {
        Stage last = stage.getAndSet(Stage.ENDED);
        if (last == Stage.ENDED) {
            return;
        }
        runner.deadlines().remove(this);
        worker.cancel();
        log(SignalType.CANCEL);
        if (last == Stage.LEAVING) {
            runner.giveBack(work.operation(), bound().discard());
        } else {
            fail(new TimeoutException("no answer in time"));
        }
    }

    private void fail(Throwable error) {
        Throwable translated = runner.faults().executing(work.operation(), error);
        Mono<Void> closing = runner.isFit(error) ? bound().close() : bound().discard();
        closing.subscribe(new Closer(null, translated));
    }

    /** Leaves the beginning to who began. */
    private boolean end() {
        boolean mine =
                stage.compareAndSet(Stage.BEGINNING, Stage.ENDED) || stage.compareAndSet(Stage.WORKING, Stage.ENDED);
        if (mine) {
            runner.deadlines().remove(this);
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
            if (end()) {
                log(SignalType.ON_COMPLETE);
                bound().close().subscribe(new Closer(value, null));
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            if (end()) {
                log(SignalType.ON_ERROR);
                fail(error);
            }
        }
    }

    /** Answers when the connection is given back. */
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
            if (error != null) {
                failed(error);
            } else if (value != null) {
                caller.success(value);
            } else {
                caller.success();
            }
        }

        @Override
        protected void hookOnError(Throwable notClosed) {
            failed(error != null ? error : runner.faults().executing(work.operation(), notClosed));
        }

        /** Reactor logs an error that nobody is there for. */
        private void failed(Throwable failure) {
            if (!alone) {
                caller.error(failure);
            }
        }
    }
}
