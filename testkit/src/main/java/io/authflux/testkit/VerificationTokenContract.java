// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.UniqueViolationException;
import io.authflux.model.VerificationToken;
import io.authflux.schema.Entity;
import io.authflux.schema.Key;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Verification tokens: stored, found by both halves, used up once. */
public interface VerificationTokenContract extends ContractFixture {

    /** Every field is stored, and the row holds what was emitted. */
    @Test
    default void createdTokenHasEveryField() {
        VerificationToken input = Given.newToken(Given.in(this).now().plusSeconds(60));

        assertThat(Await.one(adapter().verificationTokens().create(input))).isEqualTo(input);

        assertThat(rows(input)).hasSize(1);
        assertThat(rows(input).get(0))
                .containsEntry("identifier", input.identifier())
                .containsEntry("token", input.token())
                .containsEntry("expires", input.expires());
    }

    /** Finding does not use up, and finds expired tokens too. */
    @Test
    default void tokenIsFoundAgainAndAgain() {
        VerificationToken token = Given.in(this).token();
        VerificationToken expired = Given.in(this).token(Given.in(this).now().minusSeconds(1));

        assertThat(Await.maybe(find(token))).contains(token);
        assertThat(Await.maybe(find(token))).contains(token);
        assertThat(Await.maybe(find(expired))).contains(expired);
    }

    /** A token is received once. */
    @Test
    default void tokenIsConsumedOnce() {
        VerificationToken token = Given.in(this).token();

        assertThat(Await.maybe(consume(token.identifier(), token.token()))).contains(token);
        assertThat(Await.maybe(consume(token.identifier(), token.token()))).isEmpty();
        assertThat(Await.maybe(find(token))).isEmpty();
        assertThat(rows(token)).isEmpty();
    }

    /** Neither half alone finds a token, and a wrong guess does not burn it. */
    @Test
    default void wrongHalfDoesNotBurnTheToken() {
        VerificationToken token = Given.in(this).token();
        VerificationToken other = Given.in(this).token();

        assertThat(Await.maybe(consume(other.identifier(), token.token()))).isEmpty();
        assertThat(Await.maybe(consume(token.identifier(), other.token()))).isEmpty();
        assertThat(Await.maybe(consume(token.token(), token.identifier()))).isEmpty();
        assertThat(Await.maybe(adapter().verificationTokens().find(other.identifier(), token.token())))
                .isEmpty();
        assertThat(Await.one(adapter().verificationTokens().delete(other.identifier(), token.token())))
                .isFalse();

        assertThat(Await.maybe(consume(token.identifier(), token.token()))).contains(token);
        assertThat(Await.maybe(consume(other.identifier(), other.token()))).contains(other);
    }

    /** Several tokens of one identifier live side by side. */
    @Test
    default void tokensOfOneIdentifierAreIndependent() {
        VerificationToken first = Given.in(this).token();
        VerificationToken second = new VerificationToken(first.identifier(), Tokens.random(), first.expires());
        Await.done(adapter().verificationTokens().create(second));

        assertThat(Await.maybe(consume(first.identifier(), first.token()))).contains(first);
        assertThat(Await.maybe(consume(second.identifier(), second.token()))).contains(second);
    }

    /** An expired token is emitted, and used up like any other: the caller judges. */
    @Test
    default void expiredTokenIsConsumedToo() {
        VerificationToken expired = Given.in(this).token(Given.in(this).now().minusSeconds(1));

        assertThat(Await.maybe(consume(expired.identifier(), expired.token()))).contains(expired);
        assertThat(rows(expired)).isEmpty();
    }

    /** A token that NextAuth wrote is used up here. */
    @Test
    default void tokenOfNextAuthIsConsumed() {
        VerificationToken token = Given.newToken(Given.in(this).now().plusSeconds(60));
        Rows.in(this)
                .write(
                        VERIFICATION_TOKEN,
                        Map.of("identifier", token.identifier(), "token", token.token(), "expires", token.expires()));

        assertThat(Await.maybe(consume(token.identifier(), token.token()))).contains(token);
        assertThat(rows(token)).isEmpty();
    }

    /** The same token is not stored twice; a layout that does not mind gives it out once all the same. */
    @Test
    default void takenTokenIsRefused() {
        VerificationToken token = Given.in(this).token();
        Entity entity = schema().entity(VERIFICATION_TOKEN);
        List<String> unique = Stream.concat(
                        entity.keys().stream().filter(Key::unique).map(entity::describe),
                        Stream.of(String.join(",", entity.primaryKey())).filter(key -> key.contains("token")))
                .toList();
        if (unique.isEmpty()) {
            Await.one(adapter().verificationTokens().create(token));
            assertThat(Await.maybe(consume(token.identifier(), token.token()))).contains(token);
            assertThat(rows(token)).isEmpty();
            return;
        }

        assertThat(Await.failure(adapter().verificationTokens().create(token)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(
                                List.of(e.field().split(",")))
                        .isSubsetOf("identifier", "token")
                        .isNotEmpty()
                        .matches(f -> unique.contains(e.field())));
        assertThat(rows(token)).hasSize(1);
    }

    /** Deleting says whether there was one. */
    @Test
    default void tokenDeletionIsIdempotent() {
        VerificationToken token = Given.in(this).token();

        assertThat(Await.one(adapter().verificationTokens().delete(token.identifier(), token.token())))
                .isTrue();
        assertThat(Await.one(adapter().verificationTokens().delete(token.identifier(), token.token())))
                .isFalse();
        assertThat(rows(token)).isEmpty();
    }

    /** Purging deletes what ended before the instant, and counts it; what ends at it stays. */
    @Test
    default void purgeDeletesTokensThatEnded() {
        Given given = Given.in(this);
        Instant now = given.now();
        Await.done(adapter().verificationTokens().deleteExpired(now));
        VerificationToken ended = given.token(now.minus(given.tick()));
        VerificationToken longAgo = given.token(now.minus(Duration.ofDays(400)));
        VerificationToken ending = given.token(now);

        assertThat(Await.one(adapter().verificationTokens().deleteExpired(now))).isEqualTo(2);
        assertThat(Await.one(adapter().verificationTokens().deleteExpired(now))).isZero();

        assertThat(rows(ended)).isEmpty();
        assertThat(rows(longAgo)).isEmpty();
        assertThat(rows(ending)).hasSize(1);
    }

    private Mono<VerificationToken> find(VerificationToken token) {
        return adapter().verificationTokens().find(token.identifier(), token.token());
    }

    private Mono<VerificationToken> consume(String identifier, String token) {
        return adapter().verificationTokens().consume(identifier, token);
    }

    private List<Map<String, Object>> rows(VerificationToken token) {
        return backdoor().find(VERIFICATION_TOKEN, Map.of("token", token.token()));
    }
}
