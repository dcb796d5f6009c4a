// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Server;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.load.Load;
import io.authflux.benchmarks.mock.MockPeers;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.database.TestDatabases;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Every peer answers rightly on every database that can be had here; how fast is no question of a test. */
class PeerTest {

    private static final String MONGODB = "AUTHFLUX_TEST_MONGODB_URL";
    private static final int SESSIONS = 300;
    private static final int CALLERS = 8;
    private static final int CONNECTIONS = 3;

    private static @Nullable MongoServer mongo;

    @BeforeAll
    static void startMongo() {
        if (TestDatabases.externalUrl("mongodb").isEmpty()) {
            MongoServer server = new MongoServer(new MemoryBackend());
            System.setProperty(MONGODB, server.bindAndGetConnectionString() + "/test");
            mongo = server;
        }
    }

    @AfterAll
    static void stopMongo() {
        MongoServer server = mongo;
        if (server != null) {
            System.clearProperty(MONGODB);
            server.shutdownNow();
        }
    }

    private Server server(Product product) {
        return Server.filled(product, SESSIONS);
    }

    private static Stream<PeerKind> peers(Product product) {
        return Arrays.stream(PeerKind.values()).filter(kind -> kind.runsOn(product));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void readsWhatTheOthersRead(Product product) {
        try (Server server = server(product)) {
            Population population = Population.of(product, SESSIONS);
            Set<List<?>> answers = new HashSet<>();
            for (PeerKind kind : peers(product).toList()) {
                try (Peer peer = kind.open(new PeerSettings(server.target(), CONNECTIONS, CALLERS))) {
                    answers.add(facts(ask(peer.lookup(), population.token(0))));
                    assertThat(answers).as("%s answers as the others do", kind).hasSize(1);
                    assertThat(ask(peer.lookup(), "no such token"))
                            .as("%s knows no such token", kind)
                            .isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void answersRightly(Product product) throws InterruptedException {
        try (Server server = server(product)) {
            Population population = Population.of(product, SESSIONS);
            for (PeerKind kind : peers(product).toList()) {
                try (Peer peer = kind.open(new PeerSettings(server.target(), CONNECTIONS, CALLERS))) {
                    run(product, kind, peer, Operation.LOOKUP, population);
                    if (kind.writes()) {
                        run(product, kind, peer, Operation.CREATE, population);
                        run(product, kind, peer, Operation.EXTEND, population);
                        run(product, kind, peer, Operation.CONSUME, population);
                    }
                }
            }
        }
    }

    /** As before each number of writes. */
    @ParameterizedTest
    @EnumSource
    void aDatabaseThatIsFilledAgainHasNothingOfTheOneBefore(Product product) throws InterruptedException {
        Population population = Population.of(product, SESSIONS);
        for (int turn = 0; turn < 2; turn++) {
            try (Server server = server(product);
                    Peer peer = PeerKind.AUTHFLUX.open(new PeerSettings(server.target(), CONNECTIONS, CALLERS))) {
                run(product, PeerKind.AUTHFLUX, peer, Operation.CREATE, population);
                run(product, PeerKind.AUTHFLUX, peer, Operation.LOOKUP, population);
            }
        }
    }

    /** The driver that does nothing knows what everybody asks of it. */
    @ParameterizedTest
    @EnumSource(names = {"AUTHFLUX", "DRIVER", "DRIVER_POOL"})
    void answersRightlyThroughTheMock(PeerKind kind) throws InterruptedException {
        try (Server server = server(Product.POSTGRES)) {
            Population population = Population.of(Product.POSTGRES, SESSIONS);
            try (Peer peer =
                    MockPeers.open(kind, new PeerSettings(server.target(), CONNECTIONS, CALLERS), population, false)) {
                run(Product.POSTGRES, kind, peer, Operation.LOOKUP, population);
            }
        }
    }

    /** What a load does not look at; jOOQ has milliseconds of MySQL's moments. */
    private static List<?> facts(@Nullable SessionWithUser answer) {
        SessionWithUser found = Objects.requireNonNull(answer);
        User user = found.user();
        return Arrays.asList(
                found.session().accessToken(),
                found.session().expires().truncatedTo(ChronoUnit.MILLIS),
                user.name(),
                user.image(),
                Objects.requireNonNull(user.emailVerified()).truncatedTo(ChronoUnit.MILLIS));
    }

    private static void run(Product product, PeerKind kind, Peer peer, Operation operation, Population population)
            throws InterruptedException {
        try (Load load = Load.start(
                operation.on(peer, population),
                kind.bears(product, CALLERS) ? CALLERS : 1,
                kind.threads().workers(CONNECTIONS))) {
            load.await(200);
        } catch (IllegalStateException e) {
            throw new AssertionError("%s on %s failed to %s: %s".formatted(kind, product, operation, e.getCause()), e);
        }
    }

    private static <Q, A> @Nullable A ask(Call<Q, A> call, Q question) {
        try {
            if (call instanceof Call.Reactive<Q, A> reactive) {
                return Mono.from(reactive.ask(question)).toFuture().get();
            } else if (call instanceof Call.Staged<Q, A> staged) {
                return staged.ask(question).toCompletableFuture().get();
            }
            return ((Call.Blocking<Q, A>) call).ask(question);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
