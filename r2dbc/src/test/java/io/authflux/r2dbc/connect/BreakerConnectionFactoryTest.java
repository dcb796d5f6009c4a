// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.testkit.Await;
import io.authflux.testkit.MutableClock;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** When a server that cannot be connected to is tried again. */
class BreakerConnectionFactoryTest {

    /** Nobody uses it. */
    private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final MutableClock clock = MutableClock.create();
    private final Server server = new Server();
    private final BreakerConnectionFactory breaker = new BreakerConnectionFactory(server, "the replica", clock);

    /** Counts attempts and answers each with what it was told. */
    private static final class Server implements ConnectionFactory {

        private final AtomicInteger attempts = new AtomicInteger();
        private Mono<Connection> answer = Mono.error(new IOException("refused"));

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(() -> {
                attempts.incrementAndGet();
                return answer;
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "mock";
        }
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(Await.failure(Mono.from(breaker.create()))).isInstanceOf(IOException.class);
        }
    }

    private int attemptsAfter(Duration pause) {
        int before = server.attempts.get();
        clock.advance(pause);
        failTimes(3);
        return server.attempts.get() - before;
    }

    @Test
    void whatFailedIsLeftOutForATimeThatDoublesUpToAMinute() {
        failTimes(100);
        assertThat(server.attempts).hasValue(1);

        List<Integer> attempts = new ArrayList<>();
        for (int seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            attempts.add(attemptsAfter(Duration.ofSeconds(seconds).minusNanos(1)));
            attempts.add(attemptsAfter(Duration.ofNanos(1)));
        }

        assertThat(attempts).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    }

    @Test
    void whatAnswersAgainIsTrusted() {
        failTimes(2);
        clock.advance(Duration.ofSeconds(1));
        failTimes(2);
        server.answer = Mono.just(CONNECTION);
        clock.advance(Duration.ofSeconds(2));

        Await.one(Mono.from(breaker.create()));
        Await.one(Mono.from(breaker.create()));
        assertThat(server.attempts).hasValue(4);

        server.answer = Mono.error(new IOException("refused"));
        failTimes(2);
        assertThat(server.attempts).hasValue(5);
        assertThat(attemptsAfter(Duration.ofSeconds(1)))
                .as("the first pause is the shortest again")
                .isEqualTo(1);
    }

    @Test
    void anAttemptThatIsGivenUpHasFailed() {
        server.answer = Mono.never();
        Disposable hanging = Mono.from(breaker.create()).subscribe();
        Disposable beside = Mono.from(breaker.create()).subscribe();
        assertThat(server.attempts).as("nothing is known yet").hasValue(2);

        hanging.dispose();
        beside.dispose();
        failTimes(10);

        assertThat(server.attempts).hasValue(2);
        clock.advance(Duration.ofSeconds(1));
        Disposable trial = Mono.from(breaker.create()).subscribe();
        failTimes(10);
        assertThat(server.attempts).as("one tries, the others go on without").hasValue(3);
        trial.dispose();
    }

    @Test
    void whatBeganBeforeAnAnswerDoesNotOverruleIt() {
        server.answer = Mono.never();
        Disposable slow = Mono.from(breaker.create()).subscribe();
        server.answer = Mono.just(CONNECTION);
        Await.one(Mono.from(breaker.create()));

        slow.dispose();

        Await.one(Mono.from(breaker.create()));
        assertThat(server.attempts).hasValue(3);
    }

    @Test
    void aClockThatIsPutBackEndsThePause() {
        failTimes(2);
        assertThat(attemptsAfter(Duration.ofHours(-1))).isEqualTo(1);
    }
}
