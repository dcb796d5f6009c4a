// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.util.Objects;

/**
 * Who is calling, and whether it is time to refresh their session.
 *
 * @param session the session
 * @param user its user
 * @param refreshDue whether {@link SessionManager#refresh} should be called, and the cookie set again
 */
public record CurrentSession(Session session, User user, boolean refreshDue) {

    /** Checks. */
    public CurrentSession {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(user, "user");
    }

    static CurrentSession of(SessionWithUser found, boolean refreshDue) {
        return new CurrentSession(found.session(), found.user(), refreshDue);
    }
}
