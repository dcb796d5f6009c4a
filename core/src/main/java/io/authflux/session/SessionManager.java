// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import io.authflux.adapter.SessionStore;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.token.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Sessions as NextAuth.js runs them: made with a random token, valid for {@code maxAge}, refreshed at most once every
 * {@code updateAge}. Thread-safe; holds nothing that must be closed. Its publishers are those of {@link SessionStore}:
 * cold, and they fail the same way. Each subscription is a call of its own: subscribing twice to {@link #create} makes two
 * sessions with two tokens. A null argument fails at assembly; a value that no database can hold fails the publisher of
 * {@link #create} with an {@link IllegalArgumentException}.
 */
public final class SessionManager {

    private final SessionStore sessions;
    private final SessionPolicy policy;
    private final Clock clock;

    /**
     * A manager with NextAuth's ages and the system's clock.
     *
     * @param sessions where the sessions are
     */
    public SessionManager(SessionStore sessions) {
        this(sessions, SessionPolicy.defaults(), Clock.systemUTC());
    }

    /**
     * A manager.
     *
     * @param sessions where the sessions are
     * @param policy how long they live
     * @param clock what time it is
     */
    public SessionManager(SessionStore sessions, SessionPolicy policy, Clock clock) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Signs a user in: makes a session with a token of 32 random bytes in hex.
     *
     * @param userId the user's key
     * @return emits the session, whose token goes into the cookie
     */
    public Mono<Session> create(String userId) {
        return create(userId, Map.of());
    }

    /**
     * Signs a user in, and keeps something about the device beside the session.
     *
     * @param userId the user's key
     * @param attributes values for columns that the schema adds to sessions
     * @return emits the session, whose token goes into the cookie
     */
    public Mono<Session> create(String userId, Map<String, Object> attributes) {
        Objects.requireNonNull(userId, "userId");
        Map<String, Object> copy = Map.copyOf(attributes);
        return Mono.defer(() -> sessions.create(
                new NewSession(Tokens.random(), userId, clock.instant().plus(policy.maxAge()), copy)));
    }

    /**
     * Finds out who is calling. Reads only, in one round trip: the caller decides whether to {@link #refresh}.
     *
     * @param sessionToken the token from the cookie
     * @return emits who it is, or is empty if nobody is signed in
     */
    public Mono<CurrentSession> lookup(String sessionToken) {
        return sessions.findWithUser(Objects.requireNonNull(sessionToken, "sessionToken"))
                .map(found -> CurrentSession.of(
                        found, policy.isRefreshDue(found.session().expires(), clock.instant())));
    }

    /**
     * Grants {@code maxAge} anew, whether it is due or not.
     *
     * @param sessionToken the token
     * @return emits the session with its new end, or is empty if it was signed out or has expired
     */
    public Mono<Session> refresh(String sessionToken) {
        Objects.requireNonNull(sessionToken, "sessionToken");
        return Mono.defer(() -> sessions.extend(sessionToken, clock.instant().plus(policy.maxAge())));
    }

    /**
     * Finds out who is calling and refreshes the session if that is due: NextAuth's {@code GET /api/auth/session}. One
     * round trip, and a second one at most once every {@code updateAge}.
     *
     * @param sessionToken the token from the cookie
     * @return emits who it is, {@code refreshDue} telling whether the session was refreshed just now; empty if nobody is
     *     signed in, or if the session was signed out in between
     */
    public Mono<CurrentSession> lookupAndRefresh(String sessionToken) {
        return lookup(sessionToken)
                .flatMap(current -> current.refreshDue()
                        ? refresh(sessionToken).map(s -> new CurrentSession(s, current.user(), true))
                        : Mono.just(current));
    }

    /**
     * Signs out.
     *
     * @param sessionToken the token
     * @return emits whether there was such a session
     */
    public Mono<Boolean> signOut(String sessionToken) {
        return sessions.delete(Objects.requireNonNull(sessionToken, "sessionToken"));
    }

    /**
     * Signs a user out on every device.
     *
     * @param userId the user's key
     * @return emits how many sessions there were
     */
    public Mono<Long> signOutEverywhere(String userId) {
        return sessions.deleteByUser(Objects.requireNonNull(userId, "userId"));
    }

    /**
     * Deletes what has expired. Nothing else does: lookups never write. Call it from a timer.
     *
     * @return emits how many sessions there were
     */
    public Mono<Long> purgeExpired() {
        return Mono.defer(() -> sessions.deleteExpired(clock.instant()));
    }
}
