// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import io.authflux.adapter.SessionStore;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the SHA-256 of a session's token instead of the token, so that who reads the table can sign in as nobody. Around
 * any store; the same promises. NextAuth.js and Auth.js store tokens as they are: sessions of theirs are not found here,
 * nor these there. Thread-safe.
 *
 * <p>What {@link #findByUser} lists has no token, since nobody knows it: {@code sessionToken()} is a handle, {@code sha256:}
 * and the hash. A handle signs nobody in. It is good in a {@link Session} only, for {@link #deleteListed} and {@link #extendListed},
 * and never as text: text comes from cookies, and who has read the table could have sent
 * it. A page of a user's devices may show handles and take one back, to look for it among the sessions of that user.
 */
public final class HashedSessionStore implements SessionStore {

    /** What a handle begins with, and no token may. */
    private static final String HANDLE = "sha256:";

    private final SessionStore store;

    /**
     * Wraps a store.
     *
     * @param store keeps the hashes
     */
    public HashedSessionStore(SessionStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * As {@link SessionStore#create}.
     *
     * @throws IllegalArgumentException if the token looks like a handle
     */
    @Override
    public Mono<Session> create(NewSession session) {
        if (session.sessionToken().startsWith(HANDLE)) {
            throw new IllegalArgumentException("sessionToken must not begin with " + HANDLE);
        }
        NewSession hashed =
                new NewSession(hash(session.sessionToken()), session.userId(), session.expires(), session.attributes());
        return store.create(hashed).map(created -> withToken(created, session.sessionToken()));
    }

    @Override
    public Mono<SessionWithUser> findWithUser(String sessionToken) {
        return store.findWithUser(hash(sessionToken))
                .map(found -> new SessionWithUser(withToken(found.session(), sessionToken), found.user()));
    }

    @Override
    public Mono<Session> extend(String sessionToken, Instant expires) {
        return store.extend(hash(sessionToken), expires).map(extended -> withToken(extended, sessionToken));
    }

    @Override
    public Mono<Boolean> delete(String sessionToken) {
        return store.delete(hash(sessionToken));
    }

    /** Takes a listed session by its handle, and any other by its token. */
    @Override
    public Mono<Session> extendListed(Session session, Instant expires) {
        return store.extend(stored(session), expires).map(extended -> withToken(extended, session.sessionToken()));
    }

    /** Takes a listed session by its handle, and any other by its token. */
    @Override
    public Mono<Boolean> deleteListed(Session session) {
        return store.delete(stored(session));
    }

    private static String stored(Session session) {
        String token = session.sessionToken();
        return token.startsWith(HANDLE) ? token.substring(HANDLE.length()) : hash(token);
    }

    /** As {@link SessionStore#findByUser}, with handles for tokens. */
    @Override
    public Flux<Session> findByUser(String userId) {
        return store.findByUser(userId).map(listed -> withToken(listed, HANDLE + listed.sessionToken()));
    }

    @Override
    public Mono<Long> deleteByUser(String userId) {
        return store.deleteByUser(userId);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        return store.deleteExpired(now);
    }

    /** Blank text stays what it is: it finds nothing. */
    private static String hash(String token) {
        return token.isBlank() ? token : Tokens.sha256(token);
    }

    private static Session withToken(Session session, String token) {
        return new Session(token, session.userId(), session.expires(), session.accessToken(), session.attributes());
    }
}
