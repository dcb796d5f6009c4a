// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A session to be created.
 *
 * @param sessionToken the secret for the cookie; at least 128 random bits
 * @param userId whose session it is
 * @param expires the last instant at which it signs the user in
 * @param attributes values for columns that the schema adds to the model, by field name
 */
public record NewSession(String sessionToken, String userId, Instant expires, Map<String, Object> attributes) {

    /** Checks and copies. */
    public NewSession {
        Objects.requireNonNull(sessionToken, "sessionToken");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(expires, "expires");
        attributes = Attributes.copy(attributes);
    }

    /**
     * A session without attributes.
     *
     * @param sessionToken the secret for the cookie
     * @param userId whose session it is
     * @param expires the last instant at which it signs the user in
     * @return the new session
     */
    public static NewSession of(String sessionToken, String userId, Instant expires) {
        return new NewSession(sessionToken, userId, expires, Map.of());
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "NewSession[sessionToken=" + Attributes.hidden(sessionToken) + ", userId=" + userId + ", expires="
                + expires + ", attributes=" + Attributes.names(attributes) + "]";
    }
}
