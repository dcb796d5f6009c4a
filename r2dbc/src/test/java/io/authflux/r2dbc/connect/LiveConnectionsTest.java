// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.error.StoreUnavailableException;
import io.authflux.testkit.Await;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LiveConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SIZE = 3;

    private final AtomicInteger opened = new AtomicInteger();

    /** How often the server was restarted; a connection from before a restart is dead. */
    private final AtomicInteger restarts = new AtomicInteger();

    @Test
    void connectionsThatDiedWhileTheyWereIdleArePassedOver() {
        LiveConnections live = live(Mono.fromSupplier(this::connection));
        Flux.range(0, SIZE)
                .concatMap(i -> live.create())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(Connection::close)
                .blockLast(PATIENCE);
        restarts.incrementAndGet();

        StepVerifier.create(live.create()).expectNextCount(1).expectComplete().verify(PATIENCE);
        assertThat(opened).hasValue(SIZE + 1);
    }

    @Test
    void aServerThatRefusesIsAskedOnce() {
        LiveConnections live = live(Mono.error(() -> {
            opened.incrementAndGet();
            return new R2dbcPermissionDeniedException("refused");
        }));

        StepVerifier.create(live.create())
                .expectError(R2dbcPermissionDeniedException.class)
                .verify(PATIENCE);
        assertThat(opened).hasValue(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> acceptAll(silent));
            server.start();
            String url = "postgres://ada@127.0.0.1:" + silent.getLocalPort() + "/app?sslMode=disable&connectTimeout=2s";

            StepVerifier.create(Authflux.connect(url))
                    .expectError(StoreUnavailableException.class)
                    .verify(PATIENCE);
            Await.until(() -> opened.get() > 0);
        }
        assertThat(opened).hasValue(1);
    }

    private static LiveConnections live(Mono<Connection> server) {
        ConnectionFactory factory = new ConnectionFactory() {
            @Override
            public Publisher<? extends Connection> create() {
                return server;
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "fake";
            }
        };
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(0)
                .maxSize(SIZE)
                .acquireRetry(0)
                .build());
        return new LiveConnections(pool, SIZE);
    }

    private Connection connection() {
        opened.incrementAndGet();
        int born = restarts.get();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "validate" -> Mono.just(born == restarts.get());
                    case "isAutoCommit" -> true;
                    case "toString" -> "connection";
                    default -> Mono.empty();
                });
    }

    /** Takes calls, and says nothing. */
    private void acceptAll(ServerSocket server) {
        try {
            while (true) {
                server.accept();
                opened.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
