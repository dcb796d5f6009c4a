// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Time: exact to the unit of the column, and UTC wherever the code runs. */
public interface InstantContract extends ContractFixture {

    /** Every digit that the column can hold is kept, and what it cannot hold is cut off, never rounded up. */
    @Test
    default void fractionsOfASecondAreKept() {
        Instant exact = Instant.parse("2031-05-06T07:08:09.987654999Z");
        Given given = Given.in(this);

        User user = Await.one(adapter()
                .users()
                .create(NewUser.builder()
                        .email(Given.email())
                        .emailVerified(exact)
                        .build()));
        Session session = given.session(user.id(), exact);
        VerificationToken token = given.token(exact);

        assertThat(user.emailVerified()).isEqualTo(given.kept(USER, "emailVerified", exact));
        assertThat(session.expires()).isEqualTo(exact.truncatedTo(given.unit(SESSION, "expires")));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(Await.one(adapter().sessions().findWithUser(session.sessionToken()))
                        .session())
                .isEqualTo(session);
        assertThat(Await.one(adapter().verificationTokens().consume(token.identifier(), token.token())))
                .isEqualTo(token);
    }

    /** The same holds of what is changed later. */
    @Test
    default void fractionsOfASecondAreKeptByUpdates() {
        Instant exact = Instant.parse("2031-05-06T07:08:09.000001999Z");
        Given given = Given.in(this);
        Session session = given.session(given.user());

        Session extended = Await.one(adapter().sessions().extend(session.sessionToken(), exact));

        assertThat(extended.expires()).isEqualTo(exact.truncatedTo(given.unit(SESSION, "expires")));
        assertThat(row(session)).containsEntry("expires", extended.expires());
    }

    /** Instants around changes to and from summer time, and far away, are what they were. */
    @Test
    default void everyInstantIsKept() {
        Given given = Given.in(this);
        User user = given.user();
        List<Instant> instants = List.of(
                Instant.parse("1970-01-01T00:00:01Z"),
                Instant.parse("2026-03-29T00:30:00Z"),
                Instant.parse("2026-03-29T01:30:00Z"),
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2026-10-25T01:30:00Z"),
                Instant.parse("2028-02-29T23:59:59Z"),
                farFuture().truncatedTo(ChronoUnit.SECONDS));

        for (Instant instant : instants) {
            Session session = given.session(user.id(), instant);

            assertThat(session.expires()).isEqualTo(instant);
            assertThat(row(session)).containsEntry("expires", instant);
        }
        assertThat(Await.all(adapter().sessions().findByUser(user.id())).stream()
                        .map(Session::expires)
                        .sorted()
                        .toList())
                .isEqualTo(instants);
    }

    /** The time zone of the JVM is of no interest. */
    @Test
    default void timeZoneOfTheJvmDoesNotMatter() {
        TimeZone before = TimeZone.getDefault();
        Instant gap = Instant.parse("2026-03-08T07:30:00Z");
        try {
            moveTo("America/New_York");
            Given given = Given.in(this);
            String token = Tokens.random();
            NewSession input = NewSession.of(token, given.user().id(), gap);

            Session session = Await.one(adapter().sessions().create(input));
            Map<String, Object> row = row(session);
            moveTo("Asia/Kathmandu");

            assertThat(session.expires()).isEqualTo(gap);
            assertThat(row).containsEntry("expires", gap);
            assertThat(row(session)).containsEntry("expires", gap);
            assertThat(Await.all(adapter().sessions().findByUser(session.userId())))
                    .containsExactly(session);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** The rules of a zone are a file, which no event loop should be the first to read. */
    private static void moveTo(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        if (ZoneId.systemDefault().getRules() == null) {
            throw new AssertionError("no rules for " + zone);
        }
    }

    /** Instants that the database makes or we make say when the row was made, by the adapter's clock. */
    @Test
    default void creationIsTimedByTheClock() {
        Given given = Given.in(this);
        Instant now = given.now();

        Map<String, Object> row = row(given.session(given.user()));

        assertThat(row.get("createdAt"))
                .isEqualTo(schema().entity(SESSION).find("createdAt").isPresent() ? now : null);
        assertThat(row.get("updatedAt"))
                .isEqualTo(schema().entity(SESSION).find("updatedAt").isPresent() ? now : null);
    }

    private Map<String, Object> row(Session session) {
        return backdoor()
                .findOne(SESSION, Map.of("sessionToken", session.sessionToken()))
                .orElseThrow();
    }
}
