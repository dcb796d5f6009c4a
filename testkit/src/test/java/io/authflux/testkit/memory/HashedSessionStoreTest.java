// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.session.CurrentSession;
import io.authflux.session.HashedSessionStore;
import io.authflux.session.SessionManager;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HashedSessionStoreTest {

    private final InMemoryAuthAdapter adapter = InMemoryAuthAdapter.create();
    private final HashedSessionStore hashed = new HashedSessionStore(adapter.sessions());
    private final User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));

    @Test
    void theTableHoldsTheHashAndTheCallerTheToken() {
        Instant expires = Instant.parse("2099-01-01T00:00:00Z");
        Session session = Await.one(hashed.create(NewSession.of("the token", user.id(), expires)));

        assertThat(session.sessionToken()).isEqualTo("the token");
        assertThat(Await.one(hashed.findWithUser("the token")).session()).isEqualTo(session);
        assertThat(Await.maybe(adapter.sessions().findWithUser("the token"))).isEmpty();
        assertThat(Await.maybe(adapter.sessions().findWithUser(Tokens.sha256("the token"))))
                .isPresent();
        assertThat(Await.maybe(hashed.findWithUser(Tokens.sha256("the token")))).isEmpty();
        assertThat(Await.maybe(hashed.findWithUser(" "))).isEmpty();
        assertThat(Await.one(hashed.extend("the token", expires.plusSeconds(1))).sessionToken())
                .isEqualTo("the token");
        assertThat(Await.all(hashed.findByUser(user.id())))
                .extracting(Session::sessionToken)
                .containsExactly(Tokens.sha256("the token"));
        assertThat(Await.one(hashed.delete("the token"))).isTrue();
        assertThat(Await.one(hashed.deleteByUser(user.id()))).isZero();
    }

    /** A manager on top refreshes and signs out by the caller's token. */
    @Test
    void managersWorkOnTop() {
        SessionManager manager = new SessionManager(hashed);
        Session session = Await.one(manager.create(user.id()));

        CurrentSession current = Await.one(manager.lookup(session.sessionToken()));
        assertThat(current.user()).isEqualTo(user);
        assertThat(Await.one(manager.signOut(session.sessionToken()))).isTrue();
        assertThat(Await.maybe(manager.lookup(session.sessionToken()))).isEmpty();
    }
}
