// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A one-time proof that somebody reads a mailbox.
 *
 * @param identifier what is being proven, normally an e-mail address
 * @param token what is stored: the SHA-256 of the token in the link and the secret
 * @param expires the last instant at which it is good
 */
public record VerificationToken(String identifier, String token, Instant expires) {

    /** Checks. */
    public VerificationToken {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expires, "expires");
    }

    /**
     * Whether it is too old.
     *
     * @param now the instant to judge at
     * @return true if it ended before {@code now}
     */
    public boolean isExpired(Instant now) {
        return expires.isBefore(now);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "VerificationToken[identifier=" + identifier + ", token=" + Attributes.hidden(token) + ", expires="
                + expires + "]";
    }
}
