// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.ReferenceViolationException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.schema.Reference;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions: created, found, signed out. */
public interface SessionContract extends ContractFixture {

    /** Every field is stored, and the row holds what was emitted. */
    @Test
    default void createdSessionHasEveryField() {
        Given given = Given.in(this);
        User user = given.user();
        String token = Tokens.random();
        Instant expires = given.now().plusSeconds(3600);

        Session session = Await.one(adapter().sessions().create(NewSession.of(token, user.id(), expires)));

        assertThat(session).isEqualTo(new Session(token, user.id(), expires, session.accessToken(), Map.of()));
        assertThat(backdoor().findOne(SESSION, Map.of("sessionToken", token)).orElseThrow())
                .containsEntry("sessionToken", token)
                .containsEntry("userId", user.id())
                .containsEntry("expires", expires);
    }

    /** NextAuth v3's second token is 32 random bytes in hex of its own, where the layout has it. */
    @Test
    default void sessionHasSecondTokenWhereTheLayoutDoes() {
        Given given = Given.in(this);
        User user = given.user();
        Session first = given.session(user);
        Session second = given.session(user);
        Object stored = backdoor()
                .findOne(SESSION, Map.of("sessionToken", first.sessionToken()))
                .orElseThrow()
                .get("accessToken");

        assertThat(first.accessToken()).isEqualTo(stored);
        if (schema().entity(SESSION).find("accessToken").isPresent()) {
            assertThat(first.accessToken()).matches("[0-9a-f]{64}");
            assertThat(first.accessToken()).isNotIn(first.sessionToken(), second.accessToken());
        }
    }

    /** A look-up emits exactly what creating the two rows emitted. */
    @Test
    default void sessionIsFoundWithItsUser() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = given.session(user);
        given.session(given.user());

        assertThat(Await.one(adapter().sessions().findWithUser(session.sessionToken())))
                .isEqualTo(new SessionWithUser(session, user));
    }

    /** A session that NextAuth made signs in here. */
    @Test
    default void sessionOfNextAuthIsFound() {
        Given given = Given.in(this);
        User user = given.user();
        String token = Tokens.random();
        Instant expires = given.now().plusSeconds(60);
        Rows.in(this).write(SESSION, Map.of("sessionToken", token, "userId", user.id(), "expires", expires));

        SessionWithUser found = Await.one(adapter().sessions().findWithUser(token));

        assertThat(found.user()).isEqualTo(user);
        assertThat(found.session())
                .isEqualTo(
                        new Session(token, user.id(), expires, found.session().accessToken(), Map.of()));
    }

    /** A token that nobody has finds nothing. */
    @Test
    default void unknownSessionTokenFindsNothing() {
        Given.in(this).session(Given.in(this).user());

        assertThat(Await.maybe(adapter().sessions().findWithUser("invalid-token")))
                .isEmpty();
        assertThat(Await.maybe(adapter().sessions().findWithUser(Tokens.random())))
                .isEmpty();
    }

    /** The second token, which scripts in the browser may see, signs nobody in. */
    @Test
    default void secondTokenSignsNobodyIn() {
        Session session = Given.in(this).session(Given.in(this).user());
        String second = session.accessToken() == null ? Tokens.random() : session.accessToken();

        assertThat(Await.maybe(adapter().sessions().findWithUser(second))).isEmpty();
        assertThat(Await.one(adapter().sessions().delete(second))).isFalse();
    }

    /** A session whose user is gone signs nobody in, where foreign keys do not rule it out; NextAuth crashed there. */
    @Test
    default void orphanedSessionFindsNothing() {
        if (referencesUsers()) {
            assertRefused(unknownUserId());
            return;
        }
        Session orphan =
                Given.in(this).session(unknownUserId(), Given.in(this).now().plusSeconds(60));

        assertThat(Await.maybe(adapter().sessions().findWithUser(orphan.sessionToken())))
                .isEmpty();
        assertThat(Await.one(adapter().sessions().delete(orphan.sessionToken())))
                .isTrue();
    }

    /** Where there can be no such user, no session is made. */
    @Test
    default void sessionOfImpossibleUserIsRefused() {
        if (impossibleUserId().isPresent() || referencesUsers()) {
            assertRefused(impossibleUserId().orElse(unknownUserId()));
            return;
        }
        Instant expires = Given.in(this).now().plusSeconds(60);
        assertThat(Given.in(this).session("anybody", expires).userId()).isEqualTo("anybody");
    }

    private boolean referencesUsers() {
        return schema().entity(SESSION).references().stream()
                .map(Reference::field)
                .anyMatch("userId"::equals);
    }

    private void assertRefused(String userId) {
        String token = Tokens.random();
        Instant expires = Given.in(this).now().plusSeconds(60);

        assertThat(Await.failure(adapter().sessions().create(NewSession.of(token, userId, expires))))
                .isInstanceOfSatisfying(ReferenceViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("userId"));
        assertThat(backdoor().find(SESSION, Map.of("sessionToken", token))).isEmpty();
    }

    /** A token belongs to one session. */
    @Test
    default void takenSessionTokenIsRefused() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        NewSession again = NewSession.of(session.sessionToken(), given.user().id(), session.expires());

        assertThat(Await.failure(adapter().sessions().create(again)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("sessionToken"));
        assertThat(backdoor().find(SESSION, Map.of("sessionToken", session.sessionToken())))
                .hasSize(1);
    }

    /** Signing out deletes the row; doing it again is no error. */
    @Test
    default void signOutIsIdempotent() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = given.session(user);
        Session other = given.session(user);

        assertThat(Await.one(adapter().sessions().delete(session.sessionToken())))
                .isTrue();
        assertThat(Await.one(adapter().sessions().delete(session.sessionToken())))
                .isFalse();

        assertThat(backdoor().find(SESSION, Map.of("sessionToken", session.sessionToken())))
                .isEmpty();
        assertThat(Await.one(adapter().sessions().findWithUser(other.sessionToken())))
                .isEqualTo(new SessionWithUser(other, user));
    }

    /** A user has many sessions, listed with the one that lives longest first, expired ones included. */
    @Test
    default void sessionsOfUserAreListed() {
        Given given = Given.in(this);
        User user = given.user();
        Session expired = given.expiredSession(user);
        Session longest = given.session(user.id(), given.now().plusSeconds(300));
        Session shorter = given.session(user.id(), given.now().plusSeconds(299));
        given.session(given.user());

        assertThat(Await.all(adapter().sessions().findByUser(user.id()))).containsExactly(longest, shorter, expired);
        assertThat(Await.all(adapter().sessions().findByUser(unknownUserId()))).isEmpty();
        assertThat(Await.all(adapter().sessions().findByUser(impossibleUserId().orElse("?"))))
                .isEmpty();
    }

    /** Signing out everywhere counts the sessions, and is the user's own affair. */
    @Test
    default void signOutEverywhereDeletesAllOfOneUser() {
        Given given = Given.in(this);
        User user = given.user();
        given.session(user);
        given.session(user);
        given.expiredSession(user);
        Session other = given.session(given.user());

        assertThat(Await.one(adapter().sessions().deleteByUser(user.id()))).isEqualTo(3);
        assertThat(Await.one(adapter().sessions().deleteByUser(user.id()))).isZero();
        assertThat(Await.one(adapter().sessions().deleteByUser(unknownUserId())))
                .isZero();
        assertThat(Await.one(
                        adapter().sessions().deleteByUser(impossibleUserId().orElse("?"))))
                .isZero();

        assertThat(Await.all(adapter().sessions().findByUser(user.id()))).isEmpty();
        assertThat(Await.maybe(adapter().sessions().findWithUser(other.sessionToken())))
                .isPresent();
    }
}
