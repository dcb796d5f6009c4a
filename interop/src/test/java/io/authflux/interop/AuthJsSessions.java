// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static io.authflux.interop.AuthJsRows.VERIFIED;
import static io.authflux.interop.AuthJsRows.id;
import static io.authflux.interop.AuthJsRows.inner;
import static io.authflux.interop.AuthJsRows.moment;
import static io.authflux.interop.AuthJsRows.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sessions of either side on the other. */
record AuthJsSessions(AuthJsWorld world) {

    private static final Instant SOON = Instant.parse("2036-02-29T23:59:59.001Z");
    private static final Instant PAST = Instant.parse("2001-09-09T01:46:39.999Z");

    void theirsIsOurs() {
        String id = id(Await.one(world.theirs().object("createUser", profile("Zoë", "visitor@example.com", VERIFIED))));
        for (Instant expires : List.of(SOON, world.database().latest(), PAST)) {
            Await.done(world.theirs().call("createSession", AuthJsRows.session("their ✓ " + expires, id, expires)));
        }
        SessionWithUser found = Await.one(world.ours().sessions().findWithUser("their ✓ " + SOON));
        assertThat(found.user()).isEqualTo(Await.one(world.ours().users().findById(id)));
        world.assertSame(found.session().expires(), SOON);
        assertThat(Await.one(world.ours()
                                .sessions()
                                .findWithUser("their ✓ " + world.database().latest()))
                        .session()
                        .expires())
                .isEqualTo(world.database().latest());
        assertThat(Await.maybe(world.ours().sessions().findWithUser("their ✓ " + PAST)))
                .isEmpty();
        assertThat(Await.all(world.ours().sessions().findByUser(id)))
                .extracting(Session::sessionToken)
                .containsExactly("their ✓ " + world.database().latest(), "their ✓ " + SOON, "their ✓ " + PAST);
        assertThat(Await.one(world.ours().sessions().deleteExpired(Instant.now())))
                .isEqualTo(1);

        Session extended = Await.one(world.ours().sessions().extend("their ✓ " + SOON, SOON.plusSeconds(86_400)));
        Map<String, Object> reread = Await.one(world.theirs().object("getSessionAndUser", "their ✓ " + SOON));
        world.assertSame(extended.expires(), moment(inner(reread, "session"), "expires"));
        Await.done(world.theirs().call("deleteSession", "their ✓ " + SOON));
        assertThat(Await.maybe(world.ours().sessions().findWithUser("their ✓ " + SOON)))
                .isEmpty();
        assertThat(Await.one(world.ours().sessions().deleteByUser(id))).isEqualTo(1);
        assertThat(Await.maybe(world.theirs()
                        .object(
                                "getSessionAndUser",
                                "their ✓ " + world.database().latest())))
                .isEmpty();
    }

    void oursIsTheirs() {
        User user = Await.one(world.ours().users().create(NewUser.of("Zoë", "guest@example.com")));
        Session session = Await.one(world.ours().sessions().create(NewSession.of("our ✓", user.id(), SOON)));
        Map<String, Object> found = Await.one(world.theirs().object("getSessionAndUser", "our ✓"));
        assertThat(id(inner(found, "user"))).isEqualTo(user.id());
        assertThat(inner(found, "session").get("userId")).hasToString(user.id());
        world.assertSame(session.expires(), moment(inner(found, "session"), "expires"));

        Await.done(world.theirs()
                .call(
                        "updateSession",
                        Map.of(
                                "sessionToken",
                                "our ✓",
                                "expires",
                                world.database().latest().toString())));
        assertThat(Await.one(world.ours().sessions().findWithUser("our ✓"))
                        .session()
                        .expires())
                .isEqualTo(world.database().latest());
        assertThat(Await.one(world.ours().sessions().delete("our ✓"))).isTrue();
        assertThat(Await.maybe(world.theirs().object("getSessionAndUser", "our ✓")))
                .isEmpty();
    }
}
