// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.time.Instant;
import java.util.Objects;

/**
 * What goes into the e-mail.
 *
 * @param identifier the address to send it to
 * @param token the secret for the link; only its hash is stored
 * @param expires the last instant at which the link works
 */
public record VerificationRequest(String identifier, String token, Instant expires) {

    /** Checks. */
    public VerificationRequest {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expires, "expires");
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "VerificationRequest[identifier=" + identifier + ", token=<hidden>, expires=" + expires + "]";
    }
}
