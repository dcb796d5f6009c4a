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
 */
public final class HashedSessionStore implements SessionStore {

    private final SessionStore store;

    /**
     * Wraps a store.
     *
     * @param store keeps the hashes
     */
    public HashedSessionStore(SessionStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public Mono<Session> create(NewSession session) {
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

    /**
     * As {@link SessionStore#findByUser}; the tokens are hashes, since nobody knows more. To end such a session, give its
     * token to the store that this one is around.
     */
    @Override
    public Flux<Session> findByUser(String userId) {
        return store.findByUser(userId);
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
