// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.testkit.Await;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.pool.PoolShutdownException;

/** A connection that is late, or never comes, or comes when nobody waits for it any more. */
class AcquisitionTest {

    private static final Query<String> QUERY = Query.of("test", "SELECT 1", row -> "found");

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                called.add(method.getName());
                if (method.getName().equals("createStatement")) {
                    throw new R2dbcNonTransientResourceException("gone");
                }
                return Mono.empty();
            });

    private StatementRunner runner(Duration acquireTimeout, Publisher<? extends Connection> connections) {
        return runner(acquireTimeout, new Connections(connections));
    }

    private static StatementRunner runner(Duration acquireTimeout, ConnectionFactory factory) {
        return new StatementRunner(
                factory,
                new FaultTranslator(Dialects.of(factory.getMetadata()).orElseThrow(), Map.of()),
                new StatementRunner.Settings(acquireTimeout, Duration.ZERO, false, Duration.ZERO, null, false));
    }

    private record Connections(Publisher<? extends Connection> create) implements ConnectionFactory {

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "PostgreSQL";
        }
    }

    /** Reactor's does that to whoever is a moment too late to be refused. */
    private static ConnectionPool thatForgets(Publisher<Connection> connections) {
        return new ConnectionPool(configuration(connections)) {
            @Override
            public Mono<Connection> create() {
                return Mono.from(connections)
                        .doOnRequest(asked -> disposeLater().subscribe());
            }
        };
    }

    private static ConnectionPoolConfiguration configuration(Publisher<Connection> connections) {
        return ConnectionPoolConfiguration.builder(new Connections(connections))
                .initialSize(0)
                .build();
    }

    /** As a pool is where something is done around it; that may say it can be closed, and be what it wraps. */
    private record Around(ConnectionFactory inner, Function<Around, ConnectionFactory> unwrapping)
            implements ConnectionFactory, Wrapped<ConnectionFactory>, Disposable {

        @Override
        public Publisher<? extends Connection> create() {
            return inner.create();
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return inner.getMetadata();
        }

        @Override
        public ConnectionFactory unwrap() {
            return unwrapping.apply(this);
        }

        @Override
        public void dispose() {}
    }

    private Mono<Connection> never() {
        return Mono.<Connection>never().doOnCancel(cancelled::incrementAndGet);
    }

    @Test
    void whoeverWaitsTooLongIsToldThatThePoolIsBusyAndWaitsNoLonger() {
        StatementRunner runner = runner(Duration.ofMillis(30), never());

        Throwable failure = Await.failure(runner.one(QUERY));

        assertThat(failure).isInstanceOf(StoreBusyException.class);
        assertThat(failure.getCause()).hasMessageContaining("30");
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aConnectionThatComesTooLateIsGivenBackUnused() {
        Sinks.One<Connection> late = Sinks.one();
        StatementRunner runner = runner(Duration.ofMillis(30), unheeding(late));

        assertThat(Await.failure(runner.one(QUERY))).isInstanceOf(StoreBusyException.class);
        late.tryEmitValue(connection);

        assertThat(called).containsExactly("close");
    }

    @Test
    void aConnectionThatComesWhenTheCallerHasLeftIsGivenBackUnused() {
        Sinks.One<Connection> late = Sinks.one();
        Disposable caller =
                runner(Duration.ofSeconds(10), unheeding(late)).one(QUERY).subscribe();

        caller.dispose();
        late.tryEmitValue(connection);

        assertThat(called).containsExactly("close");
    }

    /** Does not hear of a cancel. */
    private static Publisher<Connection> unheeding(Sinks.One<Connection> sink) {
        return subscriber -> sink.asMono().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long n) {
                        subscription.request(n);
                    }

                    @Override
                    public void cancel() {}
                });
            }

            @Override
            protected void hookOnNext(Connection value) {
                subscriber.onNext(value);
            }
        });
    }

    @Test
    void leavingEndsTheWait() {
        Disposable caller = runner(Duration.ofSeconds(10), never()).one(QUERY).subscribe();

        caller.dispose();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void whomAPoolForgetsWhenItIsClosedIsTold() {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMinutes(1))) {
            ConnectionPool pool = thatForgets(never());

            for (ConnectionFactory factory : List.of(pool, new Around(pool, Around::inner))) {
                assertThat(Await.failure(runner(limit, factory).one(QUERY)))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasCauseInstanceOf(PoolShutdownException.class);
            }
        }
        assertThat(cancelled).hasValue(4);
    }

    /** As pools of applications try again, and ours where connections died. */
    @Test
    void whomItForgetsAtASecondAttemptIsTold() {
        ConnectionPool pool = thatForgets(never());
        AtomicInteger attempts = new AtomicInteger();
        Mono<Connection> dead =
                Mono.delay(Duration.ofMillis(20)).then(Mono.error(new R2dbcNonTransientResourceException("dead")));
        ConnectionPool trying = new ConnectionPool(configuration(never())) {
            @Override
            public Mono<Connection> create() {
                return Mono.defer(() -> attempts.getAndIncrement() == 0 ? dead : pool.create())
                        .retry(1);
            }

            @Override
            public boolean isDisposed() {
                return pool.isDisposed();
            }
        };

        assertThat(Await.failure(runner(Duration.ZERO, trying).one(QUERY)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(PoolShutdownException.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aConnectionThatComesWhenWhoeverWaitedWasToldIsGivenBackUnused() {
        Sinks.One<Connection> late = Sinks.one();

        assertThat(Await.failure(
                        runner(Duration.ZERO, thatForgets(unheeding(late))).one(QUERY)))
                .isInstanceOf(StoreUnavailableException.class);
        late.tryEmitValue(connection);

        assertThat(called).containsExactly("close");
    }

    @Test
    void aFactoryThatCannotBeLookedIntoHasItsLimitAllTheSame() {
        Function<Around, ConnectionFactory> itself = around -> around;
        Function<Around, ConnectionFactory> none = around -> {
            throw new IllegalStateException("test");
        };
        for (Function<Around, ConnectionFactory> unwrapping : List.of(itself, none)) {
            StatementRunner runner = runner(Duration.ofMillis(30), new Around(new Connections(never()), unwrapping));

            assertThat(Await.failure(runner.one(QUERY))).isInstanceOf(StoreBusyException.class);
        }
    }

    @Test
    void withoutALimitAConnectionMayComeLate() {
        StatementRunner runner = runner(Duration.ZERO, Mono.just(connection).delayElement(Duration.ofMillis(50)));

        assertThat(Await.failure(runner.one(QUERY))).isInstanceOf(StoreUnavailableException.class);
        assertThat(called).startsWith("createStatement").endsWith("close");
    }

    @Test
    void noConnectionIsNoAnswer() {
        assertThat(Await.failure(runner(Duration.ofSeconds(10), Mono.empty()).one(QUERY)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasRootCauseMessage("the connection factory gave no connection");
    }
}
