// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * E-mail links as NextAuth.js makes and checks them: the link holds 32 random bytes in hex, the table the SHA-256 of that
 * and the secret, so that neither who reads the table nor who guesses can sign in. Thread-safe; holds nothing that must
 * be closed.
 *
 * <p>The secret must be the one that the other services use (v3: {@code secret} of the configuration; v5:
 * {@code AUTH_SECRET}), or links made here do not work there. NextAuth v3's own default secret is a hash of its
 * configuration, which no other process can know: set one.
 */
public final class VerificationManager {

    /** How long a link works in NextAuth: 24 hours. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);

    private final VerificationTokenStore tokens;
    private final String secret;
    private final Duration maxAge;
    private final Clock clock;

    /**
     * A manager whose links work for 24 hours.
     *
     * @param tokens where the tokens are
     * @param secret the secret
     */
    public VerificationManager(VerificationTokenStore tokens, String secret) {
        this(tokens, secret, DEFAULT_MAX_AGE, Clock.systemUTC());
    }

    /**
     * A manager.
     *
     * @param tokens where the tokens are
     * @param secret the secret; must not be blank
     * @param maxAge how long a link works
     * @param clock what time it is
     */
    public VerificationManager(VerificationTokenStore tokens, String secret, Duration maxAge, Clock clock) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.secret = Objects.requireNonNull(secret, "secret");
        this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
        this.clock = Objects.requireNonNull(clock, "clock");
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the secret must not be blank");
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge must be positive, was " + maxAge);
        }
    }

    /**
     * Makes a token, stores its hash, and then has it sent.
     *
     * @param identifier the address; normalised by {@link Identifiers#normalize}
     * @param sender called once the row is stored; if it fails the row stays, which harms nobody, since nobody knows the
     *     token
     * @return completes when the sender has; fails as the store or the sender does
     * @throws IllegalArgumentException if this is not one e-mail address
     */
    public Mono<Void> request(String identifier, VerificationSender sender) {
        String normalized = Identifiers.normalize(identifier);
        Objects.requireNonNull(sender, "sender");
        return Mono.defer(() -> {
            String token = Tokens.random();
            Instant expires = clock.instant().plus(maxAge);
            return tokens.create(new VerificationToken(normalized, hash(token), expires))
                    .flatMap(stored ->
                            Mono.from(sender.send(new VerificationRequest(normalized, token, stored.expires()))));
        });
    }

    /**
     * Checks a token from a link and uses it up, in one atomic step: of any number of clicks at most one succeeds.
     *
     * @param identifier the address from the link; normalised by {@link Identifiers#normalize}
     * @param token the token from the link
     * @return emits the address that is proven by this; empty if the token is unknown, used or expired, was made for
     *     another address, or this is not one e-mail address; an expired token is used up too
     */
    public Mono<String> verify(String identifier, String token) {
        Objects.requireNonNull(token, "token");
        return Identifiers.find(identifier)
                .map(address -> tokens.consume(address, hash(token))
                        .filter(found -> !found.isExpired(clock.instant()))
                        .map(VerificationToken::identifier))
                .orElseGet(Mono::empty);
    }

    /**
     * Deletes what has expired. Call it from a timer.
     *
     * @return emits how many tokens there were
     */
    public Mono<Long> purgeExpired() {
        return Mono.defer(() -> tokens.deleteExpired(clock.instant()));
    }

    private String hash(String token) {
        return Tokens.sha256(token + secret);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "VerificationManager[maxAge=" + maxAge + "]";
    }
}
