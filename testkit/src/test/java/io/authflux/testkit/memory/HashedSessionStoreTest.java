// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.List;
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
                .containsExactly("sha256:" + Tokens.sha256("the token"));
        assertThat(Await.one(hashed.delete("the token"))).isTrue();
        assertThat(Await.one(hashed.deleteByUser(user.id()))).isZero();
    }

    @Test
    void aListedSessionIsExtendedAndDeleted() {
        Instant expires = Instant.parse("2099-01-01T00:00:00Z");
        Session phone = Await.one(hashed.create(NewSession.of("phone", user.id(), expires)));
        Await.one(hashed.create(NewSession.of("laptop", user.id(), expires.plusSeconds(1))));
        Session laptop = Await.all(hashed.findByUser(user.id())).get(0);

        Session extended = Await.one(hashed.extendListed(laptop, expires.plusSeconds(9)));
        assertThat(extended.expires()).isEqualTo(expires.plusSeconds(9));
        assertThat(extended.sessionToken()).isEqualTo(laptop.sessionToken());
        assertThat(Await.one(hashed.deleteListed(extended))).isTrue();
        assertThat(Await.one(hashed.deleteListed(laptop))).isFalse();
        assertThat(Await.maybe(hashed.findWithUser("laptop"))).isEmpty();
        assertThat(Await.one(hashed.extendListed(phone, expires.plusSeconds(2))).sessionToken())
                .isEqualTo("phone");
        assertThat(Await.one(hashed.deleteListed(phone))).isTrue();
    }

    /** Who has read the table sends what is in it, or what a page shows, as a cookie. */
    @Test
    void aLeakedHashIsNoToken() {
        Instant expires = Instant.parse("2099-01-01T00:00:00Z");
        Await.one(hashed.create(NewSession.of("the token", user.id(), expires)));
        Session listed = Await.all(hashed.findByUser(user.id())).get(0);
        String hash = Tokens.sha256("the token");

        for (String cookie : List.of(hash, "sha256:" + hash, listed.sessionToken())) {
            assertThat(Await.maybe(hashed.findWithUser(cookie))).isEmpty();
            assertThat(Await.maybe(hashed.extend(cookie, expires.plusSeconds(1))))
                    .isEmpty();
            assertThat(Await.one(hashed.delete(cookie))).isFalse();
        }
        assertThat(Await.all(hashed.findByUser(user.id()))).containsExactly(listed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hashed.create(NewSession.of(listed.sessionToken(), user.id(), expires)))
                .withMessage("sessionToken must not begin with sha256:");
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
