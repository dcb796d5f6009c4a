// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many callers at once: one winner, whatever the order. */
public interface ConcurrencyContract extends ContractFixture {

    /** However many consume a token at once, one receives it: 64 racers, {@link #races()} times. */
    @Test
    default void oneRacerConsumesTheToken() {
        for (int i = 0; i < races(); i++) {
            VerificationToken token = Given.in(this).token();

            Race<VerificationToken> race =
                    Race.of(64, racer -> adapter().verificationTokens().consume(token.identifier(), token.token()));

            assertThat(race.failures()).isEmpty();
            assertThat(race.values()).containsExactly(token);
        }
    }

    /** However many sign up with one address at once, one user is made. */
    @Test
    default void oneRacerSignsUp() {
        for (int i = 0; i < rounds(); i++) {
            String email = Given.email();

            Race<User> race = Race.of(32, racer -> adapter().users().create(NewUser.of("Racer " + racer, email)));

            assertThat(race.values()).hasSize(1);
            assertRefused(race.failures(), "email");
            assertThat(backdoor().findOne(USER, Map.of("email", email)).orElseThrow())
                    .containsEntry("id", race.values().get(0).id());
        }
    }

    /** Whoever signs up at once with others gets an id of its own, and it is the id of its own row. */
    @Test
    default void idsAreNotMixedUp() {
        List<String> emails =
                IntStream.range(0, 100).mapToObj(i -> Given.email()).toList();

        Race<User> race = Race.of(100, racer -> adapter().users().create(NewUser.of("Racer", emails.get(racer))));

        assertThat(race.failures()).isEmpty();
        assertThat(race.values()).extracting(User::id).doesNotHaveDuplicates();
        assertThat(race.values()).allSatisfy(user -> assertThat(backdoor().findOne(USER, Map.of("id", user.id())))
                .get()
                .extracting(row -> row.get("email"))
                .isEqualTo(user.email()));
        assertThat(race.values()).extracting(User::email).containsExactlyInAnyOrderElementsOf(emails);
    }

    /** However many link one account at once, for different users, one succeeds. */
    @Test
    default void oneRacerLinksTheAccount() {
        List<User> users =
                IntStream.range(0, 32).mapToObj(i -> Given.in(this).user()).toList();
        for (int i = 0; i < rounds(); i++) {
            String id = Given.unique("gh");

            Race<Account> race = Race.of(32, racer -> adapter()
                    .accounts()
                    .link(Account.builder(users.get(racer).id(), "oauth", "github", id)
                            .build()));

            assertThat(race.values()).hasSize(1);
            assertRefused(race.failures(), "provider,providerAccountId");
            assertThat(backdoor()
                            .findOne(ACCOUNT, Map.of("providerAccountId", id))
                            .orElseThrow())
                    .containsEntry("userId", race.values().get(0).userId());
        }
    }

    private static void assertRefused(List<Throwable> failures, String field) {
        assertThat(failures).hasSize(31).allSatisfy(failure -> assertThat(failure)
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo(field)));
    }

    /** Who signs out while the session is being extended is signed out. */
    @Test
    default void signOutBeatsExtend() {
        User user = Given.in(this).user();
        for (int i = 0; i < rounds(); i++) {
            Session session = Given.in(this).session(user);

            Race<Boolean> race = Race.of(
                    16,
                    racer -> racer == 7
                            ? adapter().sessions().delete(session.sessionToken())
                            : adapter()
                                    .sessions()
                                    .extend(
                                            session.sessionToken(),
                                            session.expires().plusSeconds(racer))
                                    .map(extended -> false));

            assertThat(race.failures()).isEmpty();
            assertThat(race.values()).containsOnlyOnce(true);
            assertThat(backdoor().find(SESSION, Map.of("sessionToken", session.sessionToken())))
                    .isEmpty();
        }
    }

    /** One of many sign-outs says that there was a session. */
    @Test
    default void oneRacerSignsOut() {
        for (int i = 0; i < rounds(); i++) {
            Session session = Given.in(this).session(Given.in(this).user());

            Race<Boolean> race = Race.of(16, racer -> adapter().sessions().delete(session.sessionToken()));

            assertThat(race.failures()).isEmpty();
            assertThat(race.values()).hasSize(16).containsOnlyOnce(true);
        }
    }

    /** Look-ups at once do not mix up their answers. */
    @Test
    default void everyLookupGetsItsOwnAnswer() {
        List<User> users =
                IntStream.range(0, 16).mapToObj(i -> Given.in(this).user()).toList();
        List<Session> sessions = users.stream().map(Given.in(this)::session).toList();

        for (int i = 0; i < rounds(); i++) {
            Race<Boolean> race = Race.of(256, racer -> adapter()
                    .sessions()
                    .findWithUser(sessions.get(racer % 16).sessionToken())
                    .map(found -> found.user().equals(users.get(racer % 16))
                            && found.session().equals(sessions.get(racer % 16))));

            assertThat(race.failures()).isEmpty();
            assertThat(race.values()).hasSize(256).containsOnly(true);
        }
    }

    /** Races that need fewer rounds to show a mistake. */
    private int rounds() {
        return Math.max(1, races() / 10);
    }
}
