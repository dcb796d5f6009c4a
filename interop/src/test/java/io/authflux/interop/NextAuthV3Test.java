// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.session.SessionManager;
import io.authflux.session.VerificationManager;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Next-auth 3 with its TypeORM adapter, and Authflux: on every database that both open, on tables that either made, each
 * reads, changes and deletes what the other wrote.
 */
class NextAuthV3Test {

    private static final String NAME = "Zoë Ñandú 🎉 \u200Bنص";
    private static final String SECRET = "interop secret ✓";
    private static final int SIGN_INS = 100;

    private static final Set<NextAuthDatabase> USED = EnumSet.noneOf(NextAuthDatabase.class);

    @TempDir
    Path folder;

    @RegisterExtension
    static final InteropMatrix MATRIX = new InteropMatrix("1");

    static Stream<Arguments> worlds() {
        return Stream.of(NextAuthDatabase.values())
                .flatMap(database -> Stream.of(Maker.values()).map(maker -> Arguments.of(database, maker)));
    }

    /** Both sides on one database. */
    private record World(AuthAdapter ours, NodeAdapter theirs, Duration precision) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            theirs.close();
            Await.done(ours.close());
        }

        void assertSame(Instant ours, Object theirs) {
            assertThat(Duration.between(ours, Instant.parse(theirs.toString())).abs())
                    .isLessThan(precision.equals(Duration.ofMillis(1)) ? precision : precision.plusMillis(1));
        }
    }

    private World open(NextAuthDatabase database, Maker maker) throws IOException {
        database.zone("+00:00");
        USED.add(database);
        MATRIX.running(InteropMatrix.pinned("node", "next-auth") + ", TypeORM", database.column());
        DatabaseConfig config = database.fresh(folder);
        DatabaseConfig making =
                config.mutate().option(Options.SYNCHRONIZE, true).build();
        if (maker == Maker.AUTHFLUX) {
            AuthAdapter ours = Await.one(Authflux.connect(making));
            return new World(ours, nextAuth(database.typeOrm(config)), database.precision(true));
        }
        if (database == NextAuthDatabase.MONGODB) {
            // DocumentDB refuses the {sparse: null} that TypeORM says of every index, so that we make them.
            NodeAdapter theirs = nextAuth(database.typeOrm(config));
            return new World(Await.one(Authflux.connect(making)), theirs, database.precision(false));
        }
        NodeAdapter theirs = nextAuth(database.typeOrm(making));
        return new World(Await.one(Authflux.connect(config)), theirs, database.precision(false));
    }

    private static NodeAdapter nextAuth(Map<String, Object> typeOrmConfig) throws IOException {
        return NodeAdapter.connect(NodeProject.NEXT_AUTH_V3.get(), "next-auth-v3.js", typeOrmConfig);
    }

    @AfterAll
    static void putZonesBack() throws IOException {
        USED.forEach(database -> database.zone("SYSTEM"));
        MATRIX.publish();
    }

    private static String text(Map<String, Object> row, String field) {
        return Objects.requireNonNull(row.get(field), field).toString();
    }

    private static Map<String, Object> profile(String email) {
        return Map.of("name", NAME, "email", email, "emailVerified", true);
    }

    @ParameterizedTest(name = "{0}, tables by {1}")
    @MethodSource("worlds")
    void whatTheyWriteWeReadChangeAndDelete(NextAuthDatabase database, Maker maker) throws IOException {
        try (World world = open(database, maker)) {
            Map<String, Object> user = Await.one(world.theirs().object("createUser", profile("zoe@example.com")));
            String id = text(user, "id");
            Await.done(world.theirs()
                    .call("linkAccount", id, "github", "oauth", "4711", "refresh", null, "2030-01-02T03:04:05.000Z"));
            Map<String, Object> session = Await.one(world.theirs().object("createSession", id));
            String token = text(session, "sessionToken");

            SessionWithUser found = Await.one(world.ours().sessions().findWithUser(token));
            assertThat(found.user().id()).isEqualTo(id);
            assertThat(found.user().name()).isEqualTo(NAME);
            assertThat(found.user().email()).isEqualTo("zoe@example.com");
            assertThat(found.user().image()).isNull();
            world.assertSame(Objects.requireNonNull(found.user().emailVerified()), text(user, "emailVerified"));
            world.assertSame(found.session().expires(), text(session, "expires"));
            assertThat(Await.one(world.ours().users().findByEmail("zoe@example.com")))
                    .isEqualTo(found.user());
            assertThat(Await.one(world.ours().users().findByAccount("github", "4711")))
                    .isEqualTo(found.user());
            Account account = Await.one(world.ours().accounts().find("github", "4711"));
            assertThat(account.refreshToken()).isEqualTo("refresh");
            assertThat(account.accessToken()).isNull();
            assertThat(account.expiresAt()).isEqualTo("2030-01-02T03:04:05Z");

            Session extended = Await.one(world.ours()
                    .sessions()
                    .extend(token, found.session().expires().plus(Duration.ofDays(1))));
            Await.one(world.ours()
                    .users()
                    .update(id, UserUpdate.builder().name("Ada").image("i").build()));
            Map<String, Object> reread = Await.one(world.theirs().object("getSession", token));
            world.assertSame(extended.expires(), text(reread, "expires"));
            assertThat(Await.one(world.theirs().object("getUserByProviderAccountId", "github", "4711")))
                    .containsEntry("name", "Ada")
                    .containsEntry("image", "i")
                    .containsEntry("email", "zoe@example.com");

            Await.done(world.theirs().call("deleteSession", token));
            assertThat(Await.maybe(world.ours().sessions().findWithUser(token))).isEmpty();
            Await.one(world.ours().users().delete(id));
            assertThat(Await.maybe(world.theirs().object("getUserByEmail", "zoe@example.com")))
                    .isEmpty();
            assertThat(Await.maybe(world.theirs().object("getUserByProviderAccountId", "github", "4711")))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, tables by {1}")
    @MethodSource("worlds")
    void whatWeWriteTheyReadChangeAndDelete(NextAuthDatabase database, Maker maker) throws IOException {
        try (World world = open(database, maker)) {
            // More than one user without an address, which a unique key must allow.
            Await.one(world.ours().users().create(NewUser.of("nobody", null)));
            Await.one(world.ours().users().create(NewUser.of("nobody else", null)));
            User user = Await.one(world.ours().users().create(NewUser.of(NAME, "zoe@example.com")));
            Await.one(world.ours()
                    .accounts()
                    .link(Account.builder(user.id(), "oauth", "google", "0042")
                            .accessToken("at")
                            .expiresAt(Instant.parse("2030-01-02T03:04:05Z"))
                            .build()));
            Session session = Await.one(new SessionManager(world.ours().sessions()).create(user.id()));

            Map<String, Object> theirs = Await.one(world.theirs().object("getUserByEmail", "zoe@example.com"));
            assertThat(theirs).containsEntry("name", NAME);
            assertThat(theirs.get("image")).isNull();
            assertThat(text(theirs, "id")).isEqualTo(user.id());
            assertThat(Await.one(world.theirs().object("getUser", user.id()))).isEqualTo(theirs);
            assertThat(Await.one(world.theirs().object("getUserByProviderAccountId", "google", "0042")))
                    .isEqualTo(theirs);
            Map<String, Object> found = Await.one(world.theirs().object("getSession", session.sessionToken()));
            assertThat(text(found, "userId")).isEqualTo(user.id());
            world.assertSame(session.expires(), text(found, "expires"));

            Await.done(world.theirs()
                    .call(
                            "updateUser",
                            user.id(),
                            Map.of("name", "Grace", "emailVerified", "2026-01-02T03:04:05.000Z")));
            Await.done(world.theirs().call("extendSession", session.sessionToken()));
            SessionWithUser changed = Await.one(world.ours().sessions().findWithUser(session.sessionToken()));
            assertThat(changed.user().name()).isEqualTo("Grace");
            assertThat(changed.user().emailVerified()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(changed.user().email()).isEqualTo("zoe@example.com");

            Await.done(world.theirs().call("deleteSession", session.sessionToken()));
            assertThat(Await.maybe(world.ours().sessions().findWithUser(session.sessionToken())))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, tables by {1}")
    @MethodSource("worlds")
    void aLinkOfEitherSideIsGoodOnceOnTheOther(NextAuthDatabase database, Maker maker) throws IOException {
        try (World world = open(database, maker)) {
            VerificationManager ours = new VerificationManager(world.ours().verificationTokens(), SECRET);

            Await.done(world.theirs().call("requestVerification", "zoe@example.com", "their token"));
            assertThat(Await.maybe(ours.verify("zoe@example.com", "another token")))
                    .isEmpty();
            assertThat(Await.maybe(ours.verify("zoe@example.com", "their token")))
                    .isPresent();
            assertThat(Await.one(world.theirs().call("verify", "zoe@example.com", "their token")))
                    .isEqualTo(false);

            CompletableFuture<String> sent = new CompletableFuture<>();
            Await.done(ours.request(
                    "ada@example.com", request -> Mono.fromRunnable(() -> sent.complete(request.token()))));
            assertThat(Await.one(world.theirs().call("verify", "ada@example.com", sent.join())))
                    .isEqualTo(true);
            assertThat(Await.maybe(ours.verify("ada@example.com", sent.join()))).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, tables by {1}")
    @MethodSource("worlds")
    void bothSignInAtOnceAndOneAddressIsOneUser(NextAuthDatabase database, Maker maker) throws IOException {
        try (World world = open(database, maker)) {
            SessionManager sessions = new SessionManager(world.ours().sessions());
            Flux<String> theirTokens = Flux.range(0, SIGN_INS)
                    .flatMap(
                            i -> world.theirs()
                                    .object("createUser", profile("their" + i + "@example.com"))
                                    .flatMap(user -> world.theirs().object("createSession", text(user, "id")))
                                    .map(session -> text(session, "sessionToken")),
                            4);
            Flux<String> ourTokens = Flux.range(0, SIGN_INS)
                    .flatMap(
                            i -> world.ours()
                                    .users()
                                    .create(NewUser.of(NAME, "our" + i + "@example.com"))
                                    .flatMap(user -> sessions.create(user.id()))
                                    .map(Session::sessionToken),
                            4);
            Flux<Integer> made = Flux.range(0, 20)
                    .concatMap(i -> Mono.zip(signUpThere(world, i), signUpHere(world, i), Integer::sum));

            var all = Await.one(Mono.zip(theirTokens.collectList(), ourTokens.collectList(), made.collectList()));

            assertThat(all.getT3()).hasSize(20).containsOnly(1);
            List<SessionWithUser> foundHere = Await.all(
                    Flux.fromIterable(all.getT1()).flatMap(world.ours().sessions()::findWithUser));
            assertThat(foundHere).hasSize(SIGN_INS);
            List<Map<String, Object>> foundThere = Await.all(Flux.fromIterable(all.getT2())
                    .flatMap(token -> world.theirs().object("getSession", token), 8));
            assertThat(foundThere).hasSize(SIGN_INS);
        }
    }

    private static Mono<Integer> signUpThere(World world, int i) {
        return world.theirs()
                .call("createUser", profile("both" + i + "@example.com"))
                .thenReturn(1)
                .onErrorReturn(IllegalStateException.class, 0);
    }

    private static Mono<Integer> signUpHere(World world, int i) {
        return world.ours()
                .users()
                .create(NewUser.of(NAME, "both" + i + "@example.com"))
                .thenReturn(1)
                .onErrorReturn(UniqueViolationException.class, 0);
    }
}
