// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Callers that go away: nothing leaks, and nothing is half done. */
public interface CancellationContract extends ContractFixture {

    /** How long nobody may get an answer while many ask. */
    Duration STALLED = Duration.ofSeconds(30);

    /** Look-ups are given up at every moment of their lives; who stays gets the right answer, and nothing is lost. */
    @Test
    default void cancelledLookupsLeakNothing() {
        Given given = Given.in(this);
        List<Session> sessions =
                IntStream.range(0, 8).mapToObj(i -> given.session(given.user())).toList();

        Mono<Long> wrong = Flux.range(0, cancelledLookups())
                .flatMap(i -> lookup(sessions.get(i % 8)), 64)
                .timeout(STALLED)
                .filter(right -> !right)
                .count();

        assertThat(Await.one(wrong, Duration.ofMinutes(10))).isZero();
        sessions.forEach(session -> assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .map(SessionWithUser::session)
                .contains(session));
        assertNothingLeaked();
    }

    private Mono<Boolean> lookup(Session session) {
        Mono<SessionWithUser> lookup = adapter().sessions().findWithUser(session.sessionToken());
        return givenUp(lookup).map(found -> found.session().equals(session));
    }

    /** A third at once, a third within a millisecond, a third never. */
    private static <T> Mono<T> givenUp(Mono<T> work) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return switch (random.nextInt(3)) {
            case 0 -> work.takeUntilOther(Mono.empty());
            case 1 -> work.takeUntilOther(Mono.delay(Duration.ofNanos(random.nextLong(1_000_000))));
            default -> work;
        };
    }

    /** A token whose consumer goes away is used up or still there; who received it has used it up. */
    @Test
    default void cancelledConsumeIsDoneOrNotDone() {
        for (int i = 0; i < races(); i++) {
            VerificationToken token = Given.in(this).token();

            Optional<VerificationToken> received =
                    Await.maybe(givenUp(adapter().verificationTokens().consume(token.identifier(), token.token())));
            Optional<VerificationToken> again =
                    Await.maybe(adapter().verificationTokens().consume(token.identifier(), token.token()));

            assertThat(received.isPresent() && again.isPresent()).isFalse();
            assertThat(backdoor().find(VERIFICATION_TOKEN, Map.of("token", token.token())))
                    .isEmpty();
        }
        assertNothingLeaked();
    }

    /** A user whose deletion is given up is there with everything, or gone with everything. */
    @Test
    default void cancelledDeletionIsAllOrNothing() {
        Given given = Given.in(this);
        for (int i = 0; i < Math.max(1, races() / 4); i++) {
            User user = given.user();
            given.session(user);
            given.account(user);

            Await.done(givenUp(adapter().users().delete(user.id())));
            Await.one(adapter().users().findById(user.id()).hasElement());

            assertThat(settled(user)).isIn(List.of(0, 0, 0), List.of(1, 1, 1));
        }
        assertNothingLeaked();
    }

    /** The rows of a user, once a deletion that may still be on its way no longer changes them. */
    private List<Integer> settled(User user) {
        List<Integer> before = rows(user);
        for (int i = 0; i < 100; i++) {
            Await.done(Mono.delay(Duration.ofMillis(2)));
            List<Integer> after = rows(user);
            if (after.equals(before) && after.stream().distinct().count() == 1) {
                return after;
            }
            before = after;
        }
        return before;
    }

    private List<Integer> rows(User user) {
        return List.of(
                backdoor().find(USER, Map.of("id", user.id())).size(),
                backdoor().find(SESSION, Map.of("userId", user.id())).size(),
                backdoor().find(ACCOUNT, Map.of("userId", user.id())).size());
    }
}
