// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Lookups;
import io.authflux.config.Options;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.MutableClock;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Two databases that do not copy each other, so that every answer tells which of them gave it. */
class ReplicaLookupTest {

    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00Z");

    private TestDatabase primary;
    private TestDatabase replica;

    @BeforeEach
    void make() {
        primary = Fresh.postgres();
        replica = Fresh.postgres();
        Await.done(connect(primary, c -> c.option(Options.SYNCHRONIZE, true)).close());
        Await.done(connect(replica, c -> c.option(Options.SYNCHRONIZE, true)).close());
        insert(primary, "Primary", "shared");
        insert(replica, "Replica", "shared");
    }

    private static AuthAdapter connect(TestDatabase database, UnaryOperator<DatabaseConfig.Builder> options) {
        return Await.one(
                Authflux.connect(options.apply(database.config().mutate()).build()));
    }

    private static User insert(TestDatabase database, String name, String token) {
        AuthAdapter adapter = connect(database, c -> c);
        User user = Await.one(adapter.users().create(NewUser.of(name, name + token + "@example.com")));
        Await.one(adapter.sessions().create(NewSession.of(token, user.id(), EXPIRES)));
        Await.done(adapter.close());
        return user;
    }

    private AuthAdapter both(Lookups lookups) {
        return connect(primary, c -> c.replica(replica.config()).option(Options.LOOKUPS, lookups));
    }

    private static String who(AuthAdapter adapter, String token) {
        return Await.maybe(adapter.sessions().findWithUser(token))
                .map(SessionWithUser::user)
                .map(User::name)
                .orElse("nobody");
    }

    @Test
    void aReplicaIsAskedOnlyIfThatIsAskedFor() {
        AuthAdapter fresh = both(Lookups.PRIMARY);
        AuthAdapter copied = both(Lookups.REPLICA);

        assertThat(who(fresh, "shared")).isEqualTo("Primary");
        assertThat(who(copied, "shared")).isEqualTo("Replica");
        assertThat(who(copied, "unknown")).isEqualTo("nobody");
        Await.done(fresh.close().then(copied.close()));
    }

    @Test
    void whatTheReplicaDoesNotHaveYetThePrimaryIsAskedFor() {
        insert(primary, "Newcomer", "new");
        AuthAdapter adapter = both(Lookups.REPLICA);

        assertThat(who(adapter, "new")).isEqualTo("Newcomer");
        List<String> names =
                Await.one(Flux.fromStream(IntStream.range(0, 100).mapToObj(i -> i % 2 == 0 ? "new" : "shared"))
                        .flatMap(adapter.sessions()::findWithUser, 100)
                        .map(found -> found.user().name())
                        .collectList());
        assertThat(names).hasSize(100).containsOnly("Newcomer", "Replica");
        Await.done(adapter.close());
    }

    @Test
    void everythingElseIsThePrimarys() {
        AuthAdapter adapter = both(Lookups.REPLICA);
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.one(adapter.sessions().create(NewSession.of("adas", user.id(), EXPIRES)));

        assertThat(Await.maybe(adapter.users().findById(user.id()))).contains(user);
        assertThat(Await.maybe(adapter.users().findByEmail("ada@example.com"))).contains(user);
        assertThat(Await.one(adapter.sessions().findByUser(user.id()).collectList()))
                .hasSize(1);
        assertThat(Await.maybe(adapter.sessions().extend("adas", EXPIRES.plusSeconds(1))))
                .isPresent();
        assertThat(Await.one(adapter.sessions().delete("shared"))).isTrue();
        assertThat(primary.query("SELECT session_token FROM sessions")).containsExactly("adas");
        assertThat(replica.query("SELECT session_token FROM sessions")).containsExactly("shared");
        Await.done(adapter.close());
    }

    @Test
    void aReplicaThatIsAwayIsPassedOver() throws IOException {
        int nobody = unusedPort();
        AuthAdapter allAway = connect(
                primary, c -> c.replica(at(new Host("localhost", nobody))).option(Options.LOOKUPS, Lookups.REPLICA));
        AuthAdapter oneAway = connect(primary, c -> c.replica(at(new Host("localhost", nobody)))
                .replica(replica.config())
                .option(Options.LOOKUPS, Lookups.REPLICA));

        assertThat(who(allAway, "shared")).isEqualTo("Primary");
        assertThat(who(oneAway, "shared")).isEqualTo("Replica");
        assertThat(who(oneAway, "shared")).isEqualTo("Replica");
        Await.done(allAway.close().then(oneAway.close()));
    }

    /** What a driver says may hold the token, or values of the row. */
    @Test
    void whatAReplicaSaysOfItsTroubleIsNotLogged() {
        replica.execute("ALTER TABLE sessions RENAME TO kept");
        replica.execute("CREATE FUNCTION refuse(token text) RETURNS boolean LANGUAGE plpgsql AS "
                + "$$ BEGIN RAISE EXCEPTION 'refused %', token; END $$");
        replica.execute("CREATE VIEW sessions AS SELECT * FROM kept WHERE refuse(session_token)");
        AuthAdapter adapter = both(Lookups.REPLICA);

        try (LogCapture log = LogCapture.start()) {
            assertThat(who(adapter, "shared")).isEqualTo("Primary");

            assertThat(log.lines()).anyMatch(line -> line.contains("the replicas did not answer"));
            assertThat(log.lines()).noneMatch(line -> line.contains("refused"));
        }
        Await.done(adapter.close());
    }

    @Test
    void aReplicaThatHangsIsNotWaitedForAgain() throws IOException {
        MutableClock clock = MutableClock.create();
        try (SilentServer silent = new SilentServer()) {
            AuthAdapter adapter = Await.one(Authflux.connect(
                    primary.config()
                            .mutate()
                            .replica(at(new Host("localhost", silent.port())))
                            .option(Options.LOOKUPS, Lookups.REPLICA)
                            .option(Options.CONNECT_TIMEOUT, Duration.ofSeconds(2))
                            .build(),
                    ConnectOptions.defaults().withClock(clock)));

            for (int i = 0; i < 20; i++) {
                assertThat(who(adapter, "shared")).isEqualTo("Primary");
            }
            Await.until(() -> silent.asked() > 0);
            assertThat(silent.asked()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 20; i++) {
                assertThat(who(adapter, "shared")).isEqualTo("Primary");
            }
            Await.until(() -> silent.asked() > 1);
            assertThat(silent.asked()).isEqualTo(2);
            Await.done(adapter.close());
        }
    }

    /** Accepts, and never answers. */
    private static final class SilentServer implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0);
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();

        SilentServer() throws IOException {
            Thread thread = new Thread(this::accept, "silent-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    accepted.add(listener.accept());
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        int asked() {
            return accepted.size();
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private static DatabaseConfig at(Host host) {
        return DatabaseConfig.builder("postgres").host(host.name(), host.port()).build();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void typeOrmsReplicationMeansTheSame() {
        DatabaseConfig there = primary.config();
        Host host = there.hosts().get(0);
        Map<String, Object> master = Map.of(
                "host", host.name(),
                "port", host.portOr(5432),
                "username", there.username().orElse("postgres"),
                "password", there.password().map(p -> p.value()).orElse(""),
                "database", there.database());
        Map<String, Object> slave = new HashMap<>(master);
        slave.put("database", replica.config().database());
        AuthAdapter adapter = Await.one(Authflux.connect(DatabaseConfig.from(Map.of(
                "type",
                "postgres",
                "lookups",
                "replica",
                "replication",
                Map.of("master", master, "slaves", List.of(slave))))));

        assertThat(who(adapter, "shared")).isEqualTo("Replica");
        Await.done(adapter.close());
    }

    @Test
    void bothPoolsAreClosed() {
        AuthAdapter adapter = both(Lookups.REPLICA);
        assertThat(who(adapter, "shared")).isEqualTo("Replica");
        assertThat(connections()).isPositive();

        Await.done(adapter.close());

        Await.until(() -> connections() == 0);
    }

    private int connections() {
        return Integer.parseInt(PostgresServer.shared()
                .database("watch")
                .query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'authflux' AND datname IN ('"
                        + primary.config().database() + "', '"
                        + replica.config().database() + "')")
                .get(0));
    }

    @Test
    void anApplicationsOwnPoolCanBeTheReplicas() {
        Connections main = Connector.opener(primary.config()).get();
        Connections copy = Connector.opener(replica.config()).get();
        AuthAdapter adapter = Await.one(
                R2dbcAdapter.builder(main.live()).lookupsOn(copy.live()).connect());

        assertThat(who(adapter, "shared")).isEqualTo("Replica");
        Await.done(adapter.close());
        Await.done(main.close().then(copy.close()));
    }
}
