// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.testkit.Await;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** When the connection is given back, if that is asked for at the worst moment. */
class BoundStatementsTest {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile Runnable onBegin = () -> {};
    private volatile Mono<Void> onClose = Mono.empty();
    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> Mono.fromRunnable(() -> {
                        sent.add(method.getName());
                        if (method.getName().equals("beginTransaction")) {
                            onBegin.run();
                        }
                    })
                    .then(method.getName().equals("close") ? onClose : Mono.empty()));
    private final BoundStatements bound =
            new BoundStatements(connection, new StatementLog(false, Duration.ZERO), Duration.ofSeconds(30));

    @Test
    void aConnectionIsKeptWhileItsTransactionBegins() {
        Sinks.One<String> work = Sinks.one();
        Sinks.Empty<Void> closed = Sinks.empty();
        onBegin = () -> bound.close().subscribe(nothing -> {}, closed::tryEmitError, closed::tryEmitEmpty);

        bound.inTransaction(null, statements -> work.asMono()).subscribe();
        assertThat(sent).containsExactly("beginTransaction");

        work.tryEmitValue("done");
        Await.done(closed.asMono());
        assertThat(sent).containsExactly("beginTransaction", "commitTransaction", "close");
    }

    @Test
    void aFailedTransactionIsRolledBackBeforeItsConnectionIsGivenBack() {
        Sinks.One<String> work = Sinks.one();
        onBegin = () -> bound.close().subscribe();
        bound.inTransaction(null, statements -> work.asMono()).onErrorComplete().subscribe();

        work.tryEmitError(new IllegalStateException("refused"));

        assertThat(sent).containsExactly("beginTransaction", "rollbackTransaction", "close");
    }

    @Test
    void nothingIsSentOnceTheConnectionIsGivenBack() {
        Mono<String> transaction = bound.inTransaction(null, statements -> Mono.just("done"));
        Await.done(bound.close());

        assertThat(Await.maybe(transaction)).isEmpty();
        assertThat(sent).containsExactly("close");
    }

    /** Some drivers close when they are asked for the publisher, not when it is subscribed to. */
    @Test
    void theConnectionBehindThePooledOneStaysOpen() {
        AtomicInteger closed = new AtomicInteger();
        Connection physical = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    closed.incrementAndGet();
                    return Mono.empty();
                });
        Connection pooled = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class, Wrapped.class},
                (proxy, method, arguments) -> method.getName().equals("unwrap") ? physical : Mono.empty());

        Await.done(new BoundStatements(pooled, new StatementLog(false, Duration.ZERO), Duration.ofSeconds(1)).close());

        assertThat(closed).hasValue(0);
    }

    @Test
    void aTransactionThatDoesNotEndIsGivenUp() {
        BoundStatements impatient =
                new BoundStatements(connection, new StatementLog(false, Duration.ZERO), Duration.ofMillis(200));
        impatient.inTransaction(null, statements -> Mono.never()).subscribe();

        Await.done(impatient.close());

        assertThat(sent).containsExactly("beginTransaction", "close");
    }

    @Test
    void nobodyWaitsForAConnectionThatDoesNotClose() {
        onClose = Mono.never();

        Await.done(bound.discard());

        assertThat(sent).containsExactly("close");
    }

    @Test
    void oneTransactionMayFollowAnother() {
        Mono<String> transaction = bound.inTransaction(null, statements -> Mono.just("done"));

        assertThat(Await.one(transaction)).isEqualTo("done");
        assertThat(Await.one(transaction)).isEqualTo("done");
        Await.done(bound.close());

        assertThat(sent)
                .containsExactly(
                        "beginTransaction", "commitTransaction", "beginTransaction", "commitTransaction", "close");
    }
}
