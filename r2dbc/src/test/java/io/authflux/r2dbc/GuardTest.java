// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.error.NonUniqueResultException;
import io.authflux.error.ReferenceViolationException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.r2dbc.GuardedDatabase.Kind;
import io.authflux.r2dbc.GuardedDatabase.Opened;
import io.authflux.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tables that lack a key, whatever isolation their connections have: what must be one row's is one row's. */
@ParameterizedClass
@EnumSource
class GuardTest {

    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    private final Kind kind;

    private GuardedDatabase database;
    private Opened first;
    private Opened second;

    GuardTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open(folder);
        first = database.open();
        second = database.open();
    }

    @AfterEach
    void close() {
        // Where the server is missing there is nothing to close.
        Stream.of(first, second).filter(Objects::nonNull).forEach(Opened::close);
    }

    /** Two instances of the application take turns. */
    private AuthAdapter adapter(int racer) {
        return (racer % 2 == 0 ? first : second).adapter();
    }

    private static NewUser user(String tenant, String email) {
        return NewUser.builder().email(email).attribute("tenant", tenant).build();
    }

    private static Account account(User user, String id) {
        return Account.builder(user.id(), "oauth", "github", id).build();
    }

    private static <T> List<Object> outcomes(Stream<Mono<T>> racers) {
        List<Mono<Object>> all = racers.map(racer -> racer.subscribeOn(Schedulers.parallel())
                        .cast(Object.class)
                        .onErrorResume(Mono::just))
                .toList();
        return Await.one(Flux.merge(Flux.fromIterable(all), all.size()).collectList());
    }

    private static void assertOneWinner(List<Object> outcomes, String field) {
        assertThat(outcomes)
                .filteredOn(outcome -> !(outcome instanceof Throwable))
                .hasSize(1);
        assertThat(outcomes).filteredOn(Throwable.class::isInstance).allSatisfy(error -> assertThat(error)
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo(field)));
    }

    private List<User> users() {
        return IntStream.range(0, 6)
                .mapToObj(i -> Await.one(adapter(i).users().create(user("acme", "u" + i + "@example.org"))))
                .toList();
    }

    @Test
    void oneAccountIsLinkedToOneUser() {
        List<User> users = users();
        for (int round = 0; round < ROUNDS; round++) {
            String id = "gh" + round;

            assertOneWinner(
                    outcomes(IntStream.range(0, users.size())
                            .mapToObj(i -> adapter(i).accounts().link(account(users.get(i), id)))),
                    "provider,providerAccountId");
        }
    }

    @Test
    void oneAddressSignsUpOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            String email = "r" + round + "@example.org";

            assertOneWinner(
                    outcomes(IntStream.range(0, 6)
                            .mapToObj(i -> adapter(i).users().create(user("acme", email)))),
                    "tenant,email");
        }
        Await.one(first.adapter().users().create(user("other", "r0@example.org")));
    }

    @Test
    void aKeyOfSeveralColumnsHoldsWhenOneOfThemChanges() {
        for (int round = 0; round < ROUNDS; round++) {
            String email = "p" + round + "@example.org";
            User theirs = Await.one(first.adapter().users().create(user("theirs", email)));
            User other = Await.one(first.adapter().users().create(user("ours", "other" + email)));

            assertOneWinner(
                    outcomes(Stream.of(
                            first.adapter().users().update(theirs.id(), tenant("ours")),
                            second.adapter()
                                    .users()
                                    .update(
                                            other.id(),
                                            UserUpdate.builder().email(email).build()),
                            second.adapter().users().create(user("ours", email)))),
                    "tenant,email");
        }
    }

    private static UserUpdate tenant(String tenant) {
        return UserUpdate.builder().attribute("tenant", tenant).build();
    }

    @Test
    void whoChangesNothingIsNotInTheWayOfHimself() {
        User ada = Await.one(first.adapter()
                .users()
                .create(NewUser.builder()
                        .email("ada@example.org")
                        .attribute("badge", "b1")
                        .build()));

        assertThat(Await.one(first.adapter().users().update(ada.id(), tenant("acme"))))
                .isEqualTo(ada);
        assertThat(Await.one(first.adapter()
                        .users()
                        .update(
                                ada.id(),
                                UserUpdate.builder()
                                        .email("ada@example.org")
                                        .attribute("badge", "b1")
                                        .build())))
                .isEqualTo(ada);
        assertThat(Await.maybe(first.adapter().users().update(UUID.randomUUID().toString(), tenant("acme"))))
                .isEmpty();
        User twin = Await.one(first.adapter().users().create(user("twins", "ada@example.org")));
        assertThat(Await.failure(first.adapter()
                        .users()
                        .update(
                                twin.id(),
                                UserUpdate.builder().attribute("badge", "b1").build())))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("badge"));
    }

    /** Nobody has to win twice, and who loses is told so by an empty answer, not by an error. */
    @Test
    void oneTokenIsGoodOnce() {
        Instant expires = Instant.parse("2030-01-01T00:00:00Z");
        for (int round = 0; round < ROUNDS; round++) {
            VerificationToken token = new VerificationToken("ada@example.org", "t" + round, expires);
            Await.one(first.adapter().verificationTokens().create(token));

            List<Object> outcomes = outcomes(IntStream.range(0, 6)
                    .mapToObj(i -> adapter(i).verificationTokens().consume(token.identifier(), token.token())));

            assertThat(outcomes).containsExactly(token);
        }
    }

    /** What another program has linked twice signs nobody in as somebody else. */
    @Test
    void anAccountOfTwoUsersIsNobodys() {
        List<User> users = users();
        Opened careless = database.open(GuardedDatabase.withoutKeys(), false);
        for (int i = 0; i < 2; i++) {
            Await.one(careless.adapter().accounts().link(account(users.get(i), "both")));
            Await.one(careless.adapter().accounts().link(account(users.get(0), "twice")));
        }
        careless.close();

        assertThat(Await.failure(first.adapter().users().findByAccount("github", "both")))
                .isInstanceOf(NonUniqueResultException.class);
        assertThat(Await.failure(first.adapter().accounts().find("github", "both")))
                .isInstanceOf(NonUniqueResultException.class);
        assertThat(Await.one(first.adapter().users().findByAccount("github", "twice")))
                .isEqualTo(users.get(0));
        assertThat(Await.one(first.adapter().accounts().find("github", "twice")).userId())
                .isEqualTo(users.get(0).id());
    }

    @Test
    void noLockIsLeftBehindByWhatFails() {
        User ada = Await.one(first.adapter().users().create(user("acme", "ada@example.org")));
        Account nobodys = Account.builder(UUID.randomUUID().toString(), "oauth", "github", "gh")
                .build();
        for (int i = 0; i < 20; i++) {
            assertThat(Await.failure(first.adapter().accounts().link(nobodys)))
                    .isInstanceOf(ReferenceViolationException.class);
        }

        assertThat(Await.one(second.adapter().accounts().link(account(ada, "gh"))))
                .isEqualTo(account(ada, "gh"));
    }

    @Test
    void noLockIsLeftBehindByWhomNobodyWaitsFor() {
        User ada = Await.one(first.adapter().users().create(user("acme", "ada@example.org")));
        for (int i = 0; i < 20; i++) {
            Account account = account(ada, "gh" + i);
            Mono<Account> left = first.adapter().accounts().link(account);
            Duration patience = Duration.ofNanos(i * 100_000L);
            Await.done(Mono.firstWithSignal(left.then(), Mono.delay(patience).then()));

            // Either is right, as long as it is not held up.
            outcomes(Stream.of(second.adapter().accounts().link(account)));
            assertThat(Await.one(second.adapter().accounts().find("github", "gh" + i)))
                    .isEqualTo(account);
        }
    }
}
