// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.util.Objects;

/**
 * What a request needs to know: the session and who it signs in.
 *
 * @param session the session
 * @param user its user
 */
public record SessionWithUser(Session session, User user) {

    /** Checks. */
    public SessionWithUser {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(user, "user");
    }
}
