// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions. Thread-safe; see {@link AuthAdapter} for what holds of every publisher. */
public interface SessionStore {

    /**
     * Creates a session.
     *
     * @param session the session
     * @return emits the session as stored; fails with {@link io.authflux.error.UniqueViolationException} on
     *     {@code sessionToken} if the token is taken, and with
     *     {@link io.authflux.error.ReferenceViolationException} on {@code userId} if there can be no such user
     */
    Mono<Session> create(NewSession session);

    /**
     * Finds the session of a token together with its user: what every request of every signed-in user asks. Never
     * writes.
     *
     * @param sessionToken the token from the cookie; anything that a client may send is allowed
     * @return emits both, or is empty if the token is unknown, the session has expired or its user is gone
     */
    Mono<SessionWithUser> findWithUser(String sessionToken);

    /**
     * Moves the end of a session that is still alive. Atomic: a session that is signed out at the same time stays signed
     * out, and one that has expired is not revived.
     *
     * @param sessionToken the token
     * @param expires the new end
     * @return emits the session as it is afterwards, or is empty if the token is unknown or the session has expired
     */
    Mono<Session> extend(String sessionToken, Instant expires);

    /**
     * Signs out: deletes a session.
     *
     * @param sessionToken the token
     * @return emits whether there was such a session; idempotent
     */
    Mono<Boolean> delete(String sessionToken);

    /**
     * As {@link #extend}, for a session that this store has emitted, for instance one of
     * {@link #findByUser}: it need not hold its token ({@link io.authflux.session.HashedSessionStore}).
     *
     * @param session the session
     * @param expires the new end
     * @return emits the session as it is afterwards, or is empty if it is gone or has expired
     */
    default Mono<Session> extendListed(Session session, Instant expires) {
        return extend(session.sessionToken(), expires);
    }

    /**
     * As {@link #delete}, for a session that this store has emitted: one device of those that {@link #findByUser}
     * lists.
     *
     * @param session the session
     * @return emits whether there was such a session; idempotent
     */
    default Mono<Boolean> deleteListed(Session session) {
        return delete(session.sessionToken());
    }

    /**
     * Lists the sessions of a user, expired ones included. To end one of them, hand it to {@link #deleteListed}.
     *
     * @param userId the user's key
     * @return emits the sessions, the one that lives longest first; empty if there are none
     */
    Flux<Session> findByUser(String userId);

    /**
     * Signs a user out everywhere.
     *
     * @param userId the user's key
     * @return emits how many sessions there were
     */
    Mono<Long> deleteByUser(String userId);

    /**
     * Deletes the sessions that ended before an instant.
     *
     * @param now the instant
     * @return emits how many there were
     */
    Mono<Long> deleteExpired(Instant now);
}
