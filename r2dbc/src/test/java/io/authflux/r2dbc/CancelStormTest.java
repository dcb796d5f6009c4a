// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Callers who leave at any moment take nothing with them: no buffer of the driver, no connection of the pool. */
class CancelStormTest {

    private static final int CALLS = 6_000;
    private static final int CALLERS = 32;
    private static final int SESSIONS = 50;
    private static final int MOST_NANOS = 2_000_000;
    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00Z");

    private final Set<String> leaks = ConcurrentHashMap.newKeySet();
    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watch() {
        // What tests before this one forgot is theirs.
        report();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
    }

    @AfterEach
    void rest() {
        ResourceLeakDetector.setLevel(usual);
        ByteBufUtil.setLeakListener((type, records) -> {});
    }

    static Stream<Arguments> databases() {
        return Fresh.servers("cancel_storm");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void nothingLeaksAndThePoolIsWhole(String name, Supplier<TestDatabase> database) {
        Connections connections = Fresh.pool(database.get(), 4);
        AuthAdapter adapter = Await.one(
                R2dbcAdapter.builder(connections.live()).synchronize(true).connect());
        String user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")))
                .id();
        for (int i = 0; i < SESSIONS; i++) {
            Await.one(adapter.sessions().create(NewSession.of("token" + i, user, EXPIRES)));
        }
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);

        Await.done(Flux.range(0, CALLS)
                .flatMap(
                        i -> call(adapter, user, i)
                                .takeUntilOther(Mono.delay(Duration.ofNanos(random.nextInt(MOST_NANOS)))),
                        CALLERS)
                .then());

        Fresh.assertIdle(connections);
        Await.done(adapter.close().then(connections.close()));
        report();
        assertThat(leaks).as("%s, seed %d", name, seed).isEmpty();
    }

    private static Mono<?> call(AuthAdapter adapter, String user, int i) {
        String token = "token" + i % SESSIONS;
        List<Mono<?>> calls = List.of(
                adapter.sessions().findWithUser(token),
                adapter.sessions().findWithUser(token),
                adapter.sessions().findByUser(user).then(),
                adapter.sessions().extend(token, EXPIRES));
        return calls.get(i % calls.size());
    }

    /** Netty tells of a buffer that was collected unreleased when the next ones are made. */
    private static void report() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Await.done(Mono.delay(Duration.ofMillis(100)));
            for (int made = 0; made < 200; made++) {
                ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(16);
                buffer.release();
            }
        }
    }
}
