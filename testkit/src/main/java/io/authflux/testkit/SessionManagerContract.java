// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.session.CurrentSession;
import io.authflux.session.SessionManager;
import io.authflux.session.SessionPolicy;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link SessionManager} on this adapter: NextAuth's rules of how long sessions live and when they are refreshed. */
public interface SessionManagerContract extends ContractFixture {

    /** A new session has 32 random bytes in hex as its token, and 30 days to live. */
    @Test
    default void managedSessionLivesThirtyDays() {
        Given given = Given.in(this);
        User user = given.user();
        Instant now = given.now();

        Session session = Await.one(manager().create(user.id()));
        Session other = Await.one(manager().create(user.id()));

        assertThat(session.sessionToken()).matches("[0-9a-f]{64}").isNotEqualTo(other.sessionToken());
        assertThat(session.expires()).isEqualTo(now.plus(Duration.ofDays(30)));
        assertThat(row(session)).containsEntry("expires", session.expires());
    }

    /** {@code expires - maxAge + updateAge <= now}: due at exactly 24 hours, and not one tick earlier. */
    @Test
    default void refreshIsDueAfterUpdateAge() {
        Given given = Given.in(this);
        User user = given.user();
        Instant now = given.now();
        Session session = Await.one(manager().create(user.id()));

        assertThat(lookup(session)).isEqualTo(new CurrentSession(session, user, false));
        clock().set(now.plus(Duration.ofHours(24)).minus(given.tick()));
        assertThat(lookup(session).refreshDue()).isFalse();
        clock().advance(given.tick());
        assertThat(lookup(session)).isEqualTo(new CurrentSession(session, user, true));
    }

    /** With an {@code updateAge} of zero every look-up says that a refresh is due. */
    @Test
    default void zeroUpdateAgeAlwaysRefreshes() {
        Given given = Given.in(this);
        given.now();
        SessionPolicy policy = new SessionPolicy(Duration.ofHours(1), Duration.ZERO);
        SessionManager manager = new SessionManager(adapter().sessions(), policy, clock());
        Session session = Await.one(manager.create(given.user().id()));

        assertThat(Await.one(manager.lookup(session.sessionToken())).refreshDue())
                .isTrue();
    }

    /** Looking up writes nothing, due or not. */
    @Test
    default void managedLookupNeverWrites() {
        Given given = Given.in(this);
        given.now();
        Session session = Await.one(manager().create(given.user().id()));
        Map<String, Object> before = row(session);
        clock().advance(Duration.ofDays(29));

        assertThat(lookup(session).refreshDue()).isTrue();

        assertThat(row(session)).isEqualTo(before);
    }

    /** A session signs in up to its last instant, and never after. */
    @Test
    default void managedSessionEnds() {
        Given given = Given.in(this);
        given.now();
        Session session = Await.one(manager().create(given.user().id()));

        clock().set(session.expires());
        assertThat(Await.maybe(manager().lookup(session.sessionToken()))).isPresent();
        clock().advance(given.tick());
        assertThat(Await.maybe(manager().lookup(session.sessionToken()))).isEmpty();
        assertThat(Await.maybe(manager().refresh(session.sessionToken()))).isEmpty();
        assertThat(Await.maybe(manager().lookupAndRefresh(session.sessionToken())))
                .isEmpty();
        assertThat(row(session)).containsEntry("expires", session.expires());
    }

    /** Refreshing grants the full age anew, due or not; nobody is signed in by it. */
    @Test
    default void refreshGrantsMaxAgeAnew() {
        Given given = Given.in(this);
        given.now();
        Session session = Await.one(manager().create(given.user().id()));
        Instant later = clock().advance(Duration.ofMinutes(5));

        Session refreshed = Await.one(manager().refresh(session.sessionToken()));

        assertThat(refreshed.expires()).isEqualTo(later.plus(Duration.ofDays(30)));
        assertThat(row(session)).containsEntry("expires", refreshed.expires());
        assertThat(Await.maybe(manager().refresh(Tokens.random()))).isEmpty();
    }

    /** Looking up with refresh writes at most once every {@code updateAge}. */
    @Test
    default void lookupRefreshesWhenDue() {
        Given given = Given.in(this);
        given.now();
        User user = given.user();
        Session session = Await.one(manager().create(user.id()));
        Map<String, Object> before = row(session);

        assertThat(Await.one(manager().lookupAndRefresh(session.sessionToken())))
                .isEqualTo(new CurrentSession(session, user, false));
        assertThat(row(session)).isEqualTo(before);

        Instant later = clock().advance(Duration.ofHours(24));
        CurrentSession current = Await.one(manager().lookupAndRefresh(session.sessionToken()));
        assertThat(current.refreshDue()).isTrue();
        assertThat(current.session().expires()).isEqualTo(later.plus(Duration.ofDays(30)));
        assertThat(row(session)).containsEntry("expires", current.session().expires());
        assertThat(Await.one(manager().lookupAndRefresh(session.sessionToken())).refreshDue())
                .isFalse();
    }

    /** Signing out, here and everywhere. */
    @Test
    default void managedSignOut() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = Await.one(manager().create(user.id()));
        Await.done(manager().create(user.id()));
        Await.done(manager().create(user.id()));

        assertThat(Await.one(manager().signOut(session.sessionToken()))).isTrue();
        assertThat(Await.one(manager().signOut(session.sessionToken()))).isFalse();
        assertThat(Await.maybe(manager().lookup(session.sessionToken()))).isEmpty();
        assertThat(Await.one(manager().signOutEverywhere(user.id()))).isEqualTo(2);
        assertThat(Await.one(manager().signOutEverywhere(user.id()))).isZero();
    }

    /** Purging deletes what has expired by the manager's clock. */
    @Test
    default void managedPurge() {
        Given given = Given.in(this);
        given.now();
        Await.done(manager().purgeExpired());
        Session ended = given.expiredSession(given.user());
        Session alive = given.session(given.user());

        assertThat(Await.one(manager().purgeExpired())).isEqualTo(1);

        assertThat(backdoor().find(SESSION, Map.of("sessionToken", ended.sessionToken())))
                .isEmpty();
        assertThat(row(alive)).containsEntry("expires", alive.expires());
    }

    private SessionManager manager() {
        return new SessionManager(adapter().sessions(), SessionPolicy.defaults(), clock());
    }

    private CurrentSession lookup(Session session) {
        return Await.one(manager().lookup(session.sessionToken()));
    }

    private Map<String, Object> row(Session session) {
        return backdoor()
                .findOne(SESSION, Map.of("sessionToken", session.sessionToken()))
                .orElseThrow();
    }
}
