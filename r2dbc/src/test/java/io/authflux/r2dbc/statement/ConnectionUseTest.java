// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.r2dbc.Dropped;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.statement.ConnectionUse.Work;
import io.authflux.testkit.Await;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What becomes of the work and of the connection when the caller leaves in the midst of it. */
class ConnectionUseTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Sinks.One<String> answer = Sinks.one();
    private final Sinks.Empty<Void> givenBack = Sinks.empty();
    private final Connection physical = connection("physical", null);
    private final Connection pooled = connection("pooled", physical);
    private volatile Runnable onWork = () -> {};
    private volatile boolean inTransaction;

    private Connection connection(String name, @Nullable Connection inner) {
        Class<?>[] types = {Connection.class, inner == null ? QuietRelease.class : Wrapped.class};
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> {
            if (method.getName().equals("unwrap")) {
                return inner;
            }
            if (method.getDeclaringClass() == QuietRelease.class) {
                events.add("all answered");
                return null;
            }
            return Mono.fromRunnable(() -> {
                events.add(name + " " + method.getName());
                if (inner != null) {
                    givenBack.tryEmitEmpty();
                }
            });
        });
    }

    private void callAndLeave(Duration statementTimeout, boolean stopsOnCancel) {
        Disposable.Swap caller = Disposables.swap();
        call(statementTimeout, stopsOnCancel, caller);
        caller.dispose();
    }

    private void call(Duration statementTimeout, boolean stopsOnCancel, Disposable.Swap caller) {
        ConnectionFactory factory = new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return Mono.just(pooled);
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "PostgreSQL";
            }
        };
        StatementRunner runner = new StatementRunner(
                factory,
                new FaultTranslator(Dialects.of(factory.getMetadata()).orElseThrow(), Map.of()),
                new StatementRunner.Settings(
                        Duration.ZERO, statementTimeout, false, Duration.ZERO, null, stopsOnCancel));
        Work<String> work = new Work<>("test", null, bound -> {
            onWork.run();
            Mono<String> answered = answer.asMono().doOnCancel(() -> events.add("cancelled"));
            return inTransaction ? bound.inTransaction(null, statements -> answered) : answered;
        });
        Mono.<String>create(sink -> {
                    ConnectionUse<String> use = new ConnectionUse<>(runner, work, sink);
                    sink.onCancel(use);
                    use.take(factory.create());
                })
                .doOnSubscribe(subscription -> caller.update(subscription::cancel))
                .contextWrite(Dropped.to(signal -> events.add("dropped " + signal)))
                .subscribe(value -> events.add("answered"), error -> events.add("failed"));
    }

    @Test
    void whatWasSentIsReadToItsEnd() {
        callAndLeave(Duration.ZERO, false);
        assertThat(events).isEmpty();

        answer.tryEmitValue("late");

        assertThat(events).containsExactly("all answered", "pooled close");
    }

    @Test
    void soItIsIfTheCallerLeavesWhileItBegins() {
        Disposable.Swap caller = Disposables.swap();
        onWork = caller::dispose;
        call(Duration.ZERO, false, caller);

        assertThat(events).isEmpty();
        answer.tryEmitValue("late");

        assertThat(events).containsExactly("all answered", "pooled close");
    }

    @Test
    void anErrorThatComesLaterIsNoNews() {
        callAndLeave(Duration.ZERO, false);

        answer.tryEmitError(new IllegalStateException("late"));

        assertThat(events).containsExactly("pooled close");
    }

    @Test
    void aConnectionThatBrokeIsNotHandedToAnybody() {
        callAndLeave(Duration.ZERO, false);

        answer.tryEmitError(new R2dbcNonTransientResourceException("gone", "08006"));

        assertThat(events).containsExactly("physical close", "pooled close");
    }

    @Test
    void whatDoesNotEndIsGivenUpInTime() {
        callAndLeave(Duration.ofSeconds(1), false);

        Await.done(givenBack.asMono());

        assertThat(events).containsExactly("cancelled", "physical close", "pooled close");
    }

    @Test
    void anEngineThatStopsIsTold() {
        callAndLeave(Duration.ZERO, true);

        assertThat(events).containsExactly("cancelled", "pooled close");
    }

    @Test
    void itIsToldOnceTheWorkHasBegun() {
        Disposable.Swap caller = Disposables.swap();
        onWork = () -> {
            caller.dispose();
            events.add("begun");
        };

        call(Duration.ZERO, true, caller);

        assertThat(events).containsExactly("begun", "cancelled", "pooled close");
    }

    @Test
    void aTransactionWhoseCallerLeavesIsBroughtToItsEnd() {
        inTransaction = true;
        callAndLeave(Duration.ZERO, false);

        answer.tryEmitValue("late");

        assertThat(events)
                .containsExactly("pooled beginTransaction", "pooled commitTransaction", "all answered", "pooled close");
    }
}
