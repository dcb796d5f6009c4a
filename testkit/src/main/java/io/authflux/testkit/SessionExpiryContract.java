// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions: when they end, and how the end is moved. */
public interface SessionExpiryContract extends ContractFixture {

    /** At its last instant a session still holds; one tick later it does not. */
    @Test
    default void sessionHoldsUpToItsLastInstant() {
        Given given = Given.in(this);
        Session session = given.session(given.user());

        clock().set(session.expires());
        assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .isPresent();
        clock().advance(given.tick());
        assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .isEmpty();
    }

    /** A look-up never writes: an expired session stays where it is. */
    @Test
    default void lookupLeavesExpiredSessionAlone() {
        Given given = Given.in(this);
        Session session = given.expiredSession(given.user());
        Map<String, Object> before = row(session).orElseThrow();

        assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .isEmpty();

        assertThat(row(session)).contains(before);
    }

    /** Extending moves the end to exactly the given instant, and emits the session as it is then. */
    @Test
    default void extendMovesTheEnd() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        Session other = given.session(given.user());
        Instant end = given.now().plus(Duration.ofDays(30)).plus(given.tick());

        Session extended = Await.one(adapter().sessions().extend(session.sessionToken(), end));

        assertThat(extended)
                .isEqualTo(new Session(session.sessionToken(), session.userId(), end, session.accessToken(), Map.of()));
        assertThat(row(session).orElseThrow()).containsEntry("expires", end);
        assertThat(row(other).orElseThrow()).containsEntry("expires", other.expires());
        assertThat(Await.one(adapter().sessions().findWithUser(session.sessionToken()))
                        .session())
                .isEqualTo(extended);
    }

    /** The end can be moved closer too. */
    @Test
    default void extendMayShorten() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        Instant end = given.now().plusSeconds(1);

        assertThat(Await.one(adapter().sessions().extend(session.sessionToken(), end))
                        .expires())
                .isEqualTo(end);
    }

    /** Extending marks the row, where the layout has {@code updatedAt}. */
    @Test
    default void extendMarksItsRow() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        Map<String, Object> before = row(session).orElseThrow();
        clock().advance(Duration.ofSeconds(5));
        Instant now = given.now();

        Await.one(adapter().sessions().extend(session.sessionToken(), now.plusSeconds(60)));

        Map<String, Object> after = row(session).orElseThrow();
        assertThat(after.get("createdAt")).isEqualTo(before.get("createdAt"));
        assertThat(after.get("updatedAt")).isEqualTo(before.containsKey("updatedAt") ? now : null);
    }

    /** A session that was signed out, or never was, is not extended into being. */
    @Test
    default void extendOfUnknownIsEmpty() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        Await.done(adapter().sessions().delete(session.sessionToken()));

        assertThat(Await.maybe(adapter().sessions().extend(session.sessionToken(), session.expires())))
                .isEmpty();
        assertThat(row(session)).isEmpty();
    }

    /** An expired session is not revived, and can be extended up to its last instant. */
    @Test
    default void extendNeverRevives() {
        Given given = Given.in(this);
        Session dead = given.expiredSession(given.user());
        Session dying = given.session(given.user());
        Instant end = dying.expires().plusSeconds(60);

        assertThat(Await.maybe(adapter().sessions().extend(dead.sessionToken(), end)))
                .isEmpty();
        assertThat(row(dead).orElseThrow()).containsEntry("expires", dead.expires());
        clock().set(dying.expires());
        assertThat(Await.one(adapter().sessions().extend(dying.sessionToken(), end))
                        .expires())
                .isEqualTo(end);
    }

    /** Purging deletes what ended before the instant, and counts it; what ends at it stays. */
    @Test
    default void purgeDeletesWhatEnded() {
        Given given = Given.in(this);
        Instant now = given.now();
        Await.done(adapter().sessions().deleteExpired(now));
        Session ended = given.session(given.user().id(), now.minus(given.tick()));
        Session longAgo = given.session(given.user().id(), now.minus(Duration.ofDays(400)));
        Session ending = given.session(given.user().id(), now);

        assertThat(Await.one(adapter().sessions().deleteExpired(now))).isEqualTo(2);
        assertThat(Await.one(adapter().sessions().deleteExpired(now))).isZero();

        assertThat(row(ended)).isEmpty();
        assertThat(row(longAgo)).isEmpty();
        assertThat(row(ending)).isPresent();
    }

    private Optional<Map<String, Object>> row(Session session) {
        return backdoor().findOne(SESSION, Map.of("sessionToken", session.sessionToken()));
    }
}
