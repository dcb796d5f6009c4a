// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser or device.
 *
 * @param sessionToken the secret that the cookie holds
 * @param userId whose session it is
 * @param expires the last instant at which it signs the user in
 * @param accessToken NextAuth v3's second token, which may be shown to scripts in the browser; null where the layout has
 *     none
 * @param attributes the values of columns that the schema adds to the model, by field name
 */
public record Session(
        String sessionToken,
        String userId,
        Instant expires,
        @Nullable String accessToken,
        Map<String, Object> attributes) {

    /** Checks and copies. */
    public Session {
        Objects.requireNonNull(sessionToken, "sessionToken");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(expires, "expires");
        attributes = Attributes.copy(attributes);
    }

    /**
     * Whether it no longer signs the user in.
     *
     * @param now the instant to judge at
     * @return true if it ended before {@code now}; at {@code expires} itself it still holds, as in NextAuth.js
     */
    public boolean isExpired(Instant now) {
        return expires.isBefore(now);
    }

    /** Hides the tokens. */
    /**
     * Maps fields and attributes onto a record of the caller's own, by the names of its components. A text may become an
     * enum; what has no value becomes null.
     *
     * @param type the record
     * @param <T> the record
     * @return a new one
     * @throws IllegalArgumentException if a component has another type, or is primitive and has no value; the message
     *     names it
     */
    public <T extends Record> T as(Class<T> type) {
        return RecordView.of(this, attributes, type);
    }

    @Override
    public String toString() {
        return "Session[sessionToken=" + Attributes.hidden(sessionToken) + ", userId=" + userId + ", expires=" + expires
                + ", accessToken=" + Attributes.hidden(accessToken) + ", attributes=" + Attributes.names(attributes)
                + "]";
    }
}
