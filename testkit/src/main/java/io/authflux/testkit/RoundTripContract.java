// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** How many statements an operation costs: one, wherever the Javadoc of the stores does not say otherwise. */
public interface RoundTripContract extends ContractFixture {

    /**
     * Counts what the adapter under test sends.
     *
     * @return the counter
     */
    RoundTrips roundTrips();

    /**
     * What an operation may cost.
     *
     * @param operation the store and the method, as in {@code sessions.extend}
     * @return one, and four for the deletion of a user; MySQL, which cannot return what it wrote, needs two for updates
     */
    default long expectedRoundTrips(String operation) {
        return operation.equals("users.delete") ? 4 : 1;
    }

    /** What every request of every signed-in user asks costs one round trip, found or not. */
    @Test
    default void lookupIsOneRoundTrip() {
        Session session = Given.in(this).session(Given.in(this).user());

        assertThat(cost(adapter().sessions().findWithUser(session.sessionToken())))
                .isEqualTo(1);
        assertThat(cost(adapter().sessions().findWithUser(Tokens.random()))).isEqualTo(1);
    }

    /** What no database can hold is not even asked for. */
    @Test
    default void impossibleKeyCostsNothing() {
        assertThat(cost(adapter().sessions().findWithUser(""))).isZero();
        assertThat(cost(adapter().sessions().findWithUser("a\0b"))).isZero();
        assertThat(cost(adapter().users().findByEmail(" "))).isZero();
        assertThat(cost(adapter().users().findById(impossibleUserId().orElse("\uD800"))))
                .isZero();
    }

    /** Every other operation costs what it is expected to. */
    @Test
    default void operationsCostWhatTheyShould() {
        Map<String, Publisher<?>> operations = new LinkedHashMap<>();
        users(operations);
        accounts(operations);
        sessions(operations);
        tokens(operations);

        Map<String, Long> costs = new LinkedHashMap<>();
        Map<String, Long> expected = new LinkedHashMap<>();
        operations.forEach((name, operation) -> {
            costs.put(name, cost(operation));
            expected.put(name, expectedRoundTrips(name));
        });

        assertThat(costs).isEqualTo(expected);
    }

    private void users(Map<String, Publisher<?>> operations) {
        AuthAdapter adapter = adapter();
        User user = Given.in(this).user();
        User full = Given.in(this).user();
        Given.in(this).session(full);
        Given.in(this).account(full);
        operations.put("users.create", adapter.users().create(NewUser.of("Ada", Given.email())));
        operations.put("users.findById", adapter.users().findById(user.id()));
        operations.put("users.findByEmail", adapter.users().findByEmail(String.valueOf(user.email())));
        operations.put("users.findByAccount", adapter.users().findByAccount("github", "unknown"));
        operations.put(
                "users.update",
                adapter.users().update(user.id(), UserUpdate.builder().name("B").build()));
        operations.put("users.delete", adapter.users().delete(full.id()));
    }

    private void accounts(Map<String, Publisher<?>> operations) {
        AuthAdapter adapter = adapter();
        User user = Given.in(this).user();
        var account = Given.newAccount(user).build();
        var passkey = Given.newAuthenticator(user, Given.unique("c"));
        operations.put("accounts.link", adapter.accounts().link(account));
        operations.put("accounts.find", adapter.accounts().find("github", account.providerAccountId()));
        operations.put("accounts.findByUser", adapter.accounts().findByUser(user.id()));
        operations.put("accounts.unlink", adapter.accounts().unlink("github", account.providerAccountId()));
        operations.put("authenticators.create", adapter.authenticators().create(passkey));
        operations.put("authenticators.find", adapter.authenticators().find(passkey.credentialId()));
        operations.put("authenticators.findByUser", adapter.authenticators().findByUser(user.id()));
        operations.put(
                "authenticators.updateCounter", adapter.authenticators().updateCounter(passkey.credentialId(), 9));
    }

    private void sessions(Map<String, Publisher<?>> operations) {
        AuthAdapter adapter = adapter();
        User user = Given.in(this).user();
        String token = Tokens.random();
        Instant end = Given.in(this).now().plusSeconds(60);
        operations.put("sessions.create", adapter.sessions().create(NewSession.of(token, user.id(), end)));
        operations.put("sessions.extend", adapter.sessions().extend(token, end.plusSeconds(1)));
        operations.put("sessions.findByUser", adapter.sessions().findByUser(user.id()));
        operations.put("sessions.delete", adapter.sessions().delete(token));
        operations.put("sessions.deleteByUser", adapter.sessions().deleteByUser(user.id()));
        operations.put("sessions.deleteExpired", adapter.sessions().deleteExpired(end));
    }

    private void tokens(Map<String, Publisher<?>> operations) {
        AuthAdapter adapter = adapter();
        VerificationToken token = Given.newToken(Given.in(this).now());
        var tokens = adapter.verificationTokens();
        operations.put("verificationTokens.create", tokens.create(token));
        operations.put("verificationTokens.find", tokens.find(token.identifier(), token.token()));
        operations.put("verificationTokens.consume", tokens.consume(token.identifier(), token.token()));
        operations.put("verificationTokens.delete", tokens.delete(token.identifier(), token.token()));
        operations.put("verificationTokens.deleteExpired", tokens.deleteExpired(token.expires()));
    }

    private long cost(Publisher<?> operation) {
        long before = roundTrips().count();
        Await.done(Flux.from(operation).then());
        return roundTrips().count() - before;
    }
}
