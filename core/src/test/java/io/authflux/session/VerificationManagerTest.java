// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How the manager drives a store; what stores do is the contract's. */
final class VerificationManagerTest {

    private static final String SECRET = "s3cr3t";

    private final SettableClock clock = new SettableClock();
    private final FakeStore store = new FakeStore();
    private final VerificationManager manager =
            new VerificationManager(store, SECRET, VerificationManager.DEFAULT_MAX_AGE, clock);
    private final List<VerificationRequest> sent = new ArrayList<>();

    private Mono<Void> send(VerificationRequest request) {
        assertThat(store.rows)
                .as("stored before it is sent")
                .extracting(VerificationToken::token)
                .contains(Tokens.sha256(request.token() + SECRET));
        sent.add(request);
        return Mono.empty();
    }

    private String request() {
        StepVerifier.create(manager.request("ada@example.com", this::send)).verifyComplete();
        return sent.get(sent.size() - 1).token();
    }

    @Test
    void theLinkHoldsTheTokenAndTheTableItsHash() {
        StepVerifier.create(manager.request(" Ada@Example.com ", this::send)).verifyComplete();
        VerificationRequest request = sent.get(0);
        assertThat(request.identifier()).isEqualTo("ada@example.com");
        assertThat(request.token()).matches("[0-9a-f]{64}");
        assertThat(request.expires()).isEqualTo(SettableClock.START.plus(Duration.ofHours(24)));
        assertThat(store.rows)
                .containsExactly(new VerificationToken(
                        "ada@example.com", Tokens.sha256(request.token() + SECRET), request.expires()));
    }

    @Test
    void nothingHappensBeforeSomebodySubscribes() {
        List<Mono<?>> publishers = List.of(
                manager.request("ada@example.com", this::send),
                manager.verify("ada@example.com", "t"),
                manager.purgeExpired());
        assertThat(publishers).hasSize(3);
        assertThat(store.rows).isEmpty();
        assertThat(store.calls).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void eachSubscriptionSendsATokenOfItsOwn() {
        Mono<Void> request = manager.request("ada@example.com", this::send);
        clock.advance(Duration.ofMinutes(1));
        StepVerifier.create(request.then(request)).verifyComplete();
        assertThat(sent)
                .extracting(VerificationRequest::token)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(sent.get(0).expires()).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void aTokenIsGoodOnceForItsOwnAddress() {
        String token = request();
        StepVerifier.create(manager.verify("eve@example.com", token)).verifyComplete();
        StepVerifier.create(manager.verify("ADA@example.com", token))
                .expectNext("ada@example.com")
                .verifyComplete();
        StepVerifier.create(manager.verify("ada@example.com", token)).verifyComplete();
    }

    @Test
    void theHashFromTheTableIsNoToken() {
        request();
        StepVerifier.create(manager.verify("ada@example.com", store.rows.get(0).token()))
                .verifyComplete();
    }

    @Test
    void aTokenIsGoodUpToItsLastInstant() {
        String early = request();
        clock.advance(Duration.ofHours(24));
        StepVerifier.create(manager.verify("ada@example.com", early))
                .expectNext("ada@example.com")
                .verifyComplete();
        String late = request();
        clock.advance(Duration.ofHours(24).plusNanos(1));
        StepVerifier.create(manager.verify("ada@example.com", late)).verifyComplete();
        assertThat(store.rows).as("used up all the same").isEmpty();
    }

    @Test
    void anotherSecretMakesAnotherHash() {
        String token = request();
        StepVerifier.create(new VerificationManager(store, "other").verify("ada@example.com", token))
                .verifyComplete();
    }

    @Test
    void whatIsNoAddressIsNeverProvenAndNotLookedUp() {
        StepVerifier.create(manager.verify("a@b,c@d", "t")).verifyComplete();
        assertThat(store.calls).isEmpty();
    }

    @Test
    void whatIsNoAddressIsNotRequested() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manager.request("a@b,c@d", this::send))
                .withMessage("identifier is not one e-mail address");
    }

    @Test
    void ifTheStoreFailsNothingIsSent() {
        IllegalStateException failure = new IllegalStateException("no");
        store.failure = Mono.error(failure);
        StepVerifier.create(manager.request("ada@example.com", this::send)).verifyErrorMatches(e -> e == failure);
        assertThat(sent).isEmpty();
    }

    @Test
    void ifTheSenderFailsTheCallerLearnsIt() {
        IllegalStateException failure = new IllegalStateException("no");
        StepVerifier.create(manager.request("ada@example.com", r -> Mono.error(failure)))
                .verifyErrorMatches(e -> e == failure);
        assertThat(store.rows).as("the row stays").hasSize(1);
    }

    @Test
    void purgingReadsTheClockWhenSomebodySubscribes() {
        Mono<Long> purge = manager.purgeExpired();
        clock.advance(Duration.ofHours(1));
        StepVerifier.create(purge).expectNext(0L).verifyComplete();
        assertThat(store.calls).containsExactly("deleteExpired " + clock.instant());
    }

    @Test
    void aWrongSettingIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VerificationManager(store, " "))
                .withMessage("the secret must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VerificationManager(store, SECRET, Duration.ZERO, clock))
                .withMessageStartingWith("maxAge must be positive");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIsRefusedAtOnceByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> manager.request("a@b", null))
                .withMessage("sender");
        assertThatNullPointerException()
                .isThrownBy(() -> manager.verify("a@b", null))
                .withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> new VerificationManager(store, null))
                .withMessage("secret");
        assertThatNullPointerException()
                .isThrownBy(() -> new VerificationManager(null, SECRET))
                .withMessage("tokens");
    }

    private static final class FakeStore implements VerificationTokenStore {

        private final List<VerificationToken> rows = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private Mono<VerificationToken> failure = Mono.empty();

        @Override
        public Mono<VerificationToken> create(VerificationToken token) {
            return failure.switchIfEmpty(Mono.fromSupplier(() -> {
                rows.add(token);
                return token;
            }));
        }

        @Override
        public Mono<VerificationToken> find(String identifier, String token) {
            return Mono.fromSupplier(() -> row(identifier, token));
        }

        @Override
        public Mono<VerificationToken> consume(String identifier, String token) {
            return Mono.fromSupplier(() -> {
                calls.add("consume");
                VerificationToken found = row(identifier, token);
                rows.remove(found);
                return found;
            });
        }

        private @Nullable VerificationToken row(String identifier, String token) {
            return rows.stream()
                    .filter(r -> r.identifier().equals(identifier) && r.token().equals(token))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Mono<Boolean> delete(String identifier, String token) {
            return consume(identifier, token).hasElement();
        }

        @Override
        public Mono<Long> deleteExpired(Instant now) {
            return Mono.fromSupplier(() -> {
                calls.add("deleteExpired " + now);
                return 0L;
            });
        }
    }
}
