// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.session.VerificationManager;
import io.authflux.session.VerificationRequest;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** {@link VerificationManager} on this adapter: NextAuth's e-mail links. */
public interface VerificationManagerContract extends ContractFixture {

    /** What is stored is the SHA-256 of token and secret, as NextAuth stores it, for 24 hours. */
    @Test
    default void requestStoresTheHash() {
        String email = Given.email();
        Instant expires = Given.in(this).now().plus(Duration.ofHours(24));

        VerificationRequest sent = request(email);

        assertThat(sent).isEqualTo(new VerificationRequest(email, sent.token(), expires));
        assertThat(sent.token()).matches("[0-9a-f]{64}");
        assertThat(rows(sent)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("identifier", email)
                .containsEntry("expires", expires));
        assertThat(backdoor().find(VERIFICATION_TOKEN, Map.of("token", sent.token())))
                .isEmpty();
    }

    /** A link that NextAuth made works here, once. */
    @Test
    default void linkOfNextAuthIsVerified() {
        String email = Given.email();
        String token = Tokens.random();
        Rows.in(this)
                .write(
                        VERIFICATION_TOKEN,
                        Map.of(
                                "identifier", email,
                                "token", Digests.sha256Hex(token + "contract-secret"),
                                "expires", Given.in(this).now().plusSeconds(60)));

        assertThat(Await.maybe(manager().verify(email, token))).contains(email);
        assertThat(Await.maybe(manager().verify(email, token))).isEmpty();
    }

    /** The sender is called once the row is there, and not before. */
    @Test
    default void senderIsCalledAfterTheRowIsStored() {
        String email = Given.email();
        AtomicBoolean stored = new AtomicBoolean();

        Await.done(manager().request(email, request -> adapter()
                .verificationTokens()
                .find(email, hash(request))
                .doOnNext(found -> stored.set(true))
                .then()));

        assertThat(stored).isTrue();
    }

    /** If the mail cannot be sent the caller is told, and the row stays, as in NextAuth. */
    @Test
    default void rowStaysIfTheSenderFails() {
        List<VerificationRequest> sent = Collections.synchronizedList(new ArrayList<>());
        IllegalStateException refused = new IllegalStateException("no mail today");

        Throwable failure = Await.failure(manager().request(Given.email(), request -> {
            sent.add(request);
            return Mono.error(refused);
        }));

        assertThat(failure).isSameAs(refused);
        assertThat(sent).hasSize(1);
        assertThat(rows(sent.get(0))).hasSize(1);
    }

    /** A link works once. */
    @Test
    default void linkWorksOnce() {
        String email = Given.email();
        VerificationRequest sent = request(email);

        assertThat(Await.maybe(manager().verify(email, sent.token()))).contains(email);
        assertThat(Await.maybe(manager().verify(email, sent.token()))).isEmpty();
    }

    /** Of many clicks at once, one counts. */
    @Test
    default void oneOfManyClicksCounts() {
        String email = Given.email();
        VerificationRequest sent = request(email);

        Race<String> race = Race.of(32, i -> manager().verify(email, sent.token()));

        assertThat(race.values()).containsExactly(email);
        assertThat(race.failures()).isEmpty();
    }

    /** A wrong address, token or secret proves nothing, and does not burn the link. */
    @Test
    default void wrongClickProvesNothing() {
        String email = Given.email();
        VerificationRequest sent = request(email);
        VerificationManager other =
                new VerificationManager(adapter().verificationTokens(), "another", Duration.ofHours(1), clock());

        assertThat(Await.maybe(manager().verify(Given.email(), sent.token()))).isEmpty();
        assertThat(Await.maybe(manager().verify(email, Tokens.random()))).isEmpty();
        assertThat(Await.maybe(manager().verify(email, hash(sent)))).isEmpty();
        assertThat(Await.maybe(manager().verify("not an address", sent.token())))
                .isEmpty();
        assertThat(Await.maybe(manager().verify(email, ""))).isEmpty();
        assertThat(Await.maybe(other.verify(email, sent.token()))).isEmpty();

        assertThat(Await.maybe(manager().verify(email, sent.token()))).contains(email);
    }

    /** A link works up to its last instant; a click after that uses it up without proving anything. */
    @Test
    default void linkEnds() {
        VerificationRequest inTime = request(Given.email());
        VerificationRequest late = request(Given.email());

        clock().set(inTime.expires());
        assertThat(Await.maybe(manager().verify(inTime.identifier(), inTime.token())))
                .isPresent();
        clock().advance(Given.in(this).tick());
        assertThat(Await.maybe(manager().verify(late.identifier(), late.token())))
                .isEmpty();
        assertThat(rows(late)).isEmpty();
    }

    /** Addresses are normalised when the link is made and when it is clicked. */
    @Test
    default void addressIsNormalised() {
        String email = Given.email();
        VerificationRequest sent = request("  " + email.toUpperCase(java.util.Locale.ROOT) + " ");

        assertThat(sent.identifier()).isEqualTo(email);
        assertThat(Await.maybe(manager().verify(email.replace("ada", "ADA"), sent.token())))
                .contains(email);
    }

    /** A list of addresses is refused before anything is stored or sent. */
    @Test
    default void listOfAddressesIsRefused() {
        AtomicBoolean called = new AtomicBoolean();

        assertThatThrownBy(() -> manager().request("ada@example.org,eve@example.org", request -> {
                    called.set(true);
                    return Mono.empty();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(called).isFalse();
    }

    /** Each subscription to a request is a link of its own. */
    @Test
    default void eachRequestIsALinkOfItsOwn() {
        List<VerificationRequest> sent = Collections.synchronizedList(new ArrayList<>());
        Mono<Void> request = manager().request(Given.email(), r -> Mono.fromRunnable(() -> sent.add(r)));
        assertThat(sent).isEmpty();

        Await.done(request);
        Await.done(request);

        assertThat(sent).hasSize(2).doesNotHaveDuplicates();
        assertThat(sent).allSatisfy(r -> assertThat(rows(r)).hasSize(1));
    }

    /** Purging deletes what has expired by the manager's clock. */
    @Test
    default void managedTokenPurge() {
        Await.done(manager().purgeExpired());
        VerificationRequest sent = request(Given.email());

        assertThat(Await.one(manager().purgeExpired())).isZero();
        clock().set(sent.expires().plus(Given.in(this).tick()));
        assertThat(Await.one(manager().purgeExpired())).isEqualTo(1);
        assertThat(rows(sent)).isEmpty();
    }

    private VerificationManager manager() {
        return new VerificationManager(
                adapter().verificationTokens(), "contract-secret", VerificationManager.DEFAULT_MAX_AGE, clock());
    }

    private VerificationRequest request(String email) {
        Given.in(this).now();
        List<VerificationRequest> sent = Collections.synchronizedList(new ArrayList<>());
        Await.done(manager().request(email, request -> Mono.fromRunnable(() -> sent.add(request))));
        return Optional.of(sent).filter(s -> s.size() == 1).orElseThrow().get(0);
    }

    private List<Map<String, Object>> rows(VerificationRequest request) {
        return backdoor().find(VERIFICATION_TOKEN, Map.of("token", hash(request)));
    }

    private static String hash(VerificationRequest request) {
        return Digests.sha256Hex(request.token() + "contract-secret");
    }
}
