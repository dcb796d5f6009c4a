// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import io.authflux.model.VerificationToken;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * The verification tokens. They are always found by identifier <em>and</em> token. Thread-safe; see {@link AuthAdapter}
 * for what holds of every publisher.
 */
public interface VerificationTokenStore {

    /**
     * Stores a token.
     *
     * @param token the token, hashed already
     * @return emits the token as stored; fails with {@link io.authflux.error.UniqueViolationException} if it is there
     *     already
     */
    Mono<VerificationToken> create(VerificationToken token);

    /**
     * Finds a token without using it up.
     *
     * @param identifier what is being proven
     * @param token the stored (hashed) token
     * @return emits the token, an expired one too, or is empty if there is none
     */
    Mono<VerificationToken> find(String identifier, String token);

    /**
     * Reads and deletes a token in one atomic step: of any number of racers at most one receives it, ever.
     *
     * @param identifier what is being proven
     * @param token the stored (hashed) token
     * @return emits the token, an expired one too, or is empty if there is none (any more)
     */
    Mono<VerificationToken> consume(String identifier, String token);

    /**
     * Deletes a token.
     *
     * @param identifier what was being proven
     * @param token the stored (hashed) token
     * @return emits whether there was one; idempotent
     */
    Mono<Boolean> delete(String identifier, String token);

    /**
     * Deletes the tokens that ended before an instant.
     *
     * @param now the instant
     * @return emits how many there were
     */
    Mono<Long> deleteExpired(Instant now);
}
