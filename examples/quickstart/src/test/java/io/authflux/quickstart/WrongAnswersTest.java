// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** A database that lies fails the run. */
class WrongAnswersTest {

    private static final User STRANGER = new User("4711", "Mallory", "mallory@example.com", null, null, Map.of());

    private final AtomicInteger calls = new AtomicInteger();

    private Outcome run(Function<DatabaseConfig, Mono<AuthAdapter>> door) {
        return Outcome.through(door, "h2:mem:liar", "--users", "10", "--lookups", "50", "--concurrency", "4", "--json");
    }

    @Test
    void theTruthIsBelieved() {
        assertThat(run(Liar.about("sessions", "findWithUser", UnaryOperator.identity()))
                        .code())
                .isZero();
    }

    @Test
    void somebodyElsesUser() {
        refused(
                Liar.about(
                        "sessions",
                        "findWithUser",
                        sometimes(truth -> truth.map(
                                found -> new SessionWithUser(((SessionWithUser) found).session(), STRANGER)))),
                "was answered with somebody else's");
    }

    @Test
    void somebodyElsesToken() {
        refused(
                Liar.about(
                        "sessions",
                        "findWithUser",
                        sometimes(truth -> truth.map(found -> {
                            SessionWithUser pair = (SessionWithUser) found;
                            Session session = pair.session();
                            return new SessionWithUser(
                                    new Session("another", session.userId(), session.expires(), null, Map.of()),
                                    pair.user());
                        }))),
                "was answered with somebody else's");
    }

    @Test
    void aSessionThatIsNotFound() {
        refused(Liar.about("sessions", "findWithUser", sometimes(truth -> Mono.empty())), "was not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users              | findByAccount | leads astray",
                "sessions           | extend        | refreshed",
                "sessions           | deleteByUser  | signing out everywhere",
                "verificationTokens | consume       | first click",
            })
    void anAnswerThatIsMissing(String store, String method, String sentence) {
        refused(Liar.about(store, method, truth -> truth.then(Mono.empty())), sentence);
    }

    @Test
    void aTokenThatWorksTwice() {
        AtomicInteger clicks = new AtomicInteger();
        AtomicReference<Object> first = new AtomicReference<>();
        refused(
                Liar.about(
                        "verificationTokens",
                        "consume",
                        truth -> Mono.defer(() -> clicks.getAndIncrement() == 0
                                ? truth.doOnNext(first::set)
                                : Mono.justOrEmpty(first.get()))),
                "second click");
    }

    @Test
    void sessionsThatSurviveSigningOut() {
        refused(Liar.about("sessions", "deleteByUser", truth -> Mono.just(3L)), "signed somebody in");
    }

    private UnaryOperator<Mono<Object>> sometimes(UnaryOperator<Mono<Object>> lie) {
        return truth -> Mono.defer(() -> calls.incrementAndGet() % 30 == 0 ? lie.apply(truth) : truth);
    }

    private void refused(Function<DatabaseConfig, Mono<AuthAdapter>> door, String sentence) {
        Outcome outcome = run(door);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().reduce("", (before, line) -> line))
                .startsWith("quickstart: ")
                .contains(sentence);
    }
}
