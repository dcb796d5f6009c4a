// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Authenticator;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import java.util.Map;

/** Passkeys of either side on the other. */
record AuthJsPasskeys(AuthJsWorld world) {

    void bothKnowBoth() {
        User user = Await.one(world.ours().users().create(NewUser.of("Zoë", "keys@example.com")));
        Map<String, Object> theirs = AuthJsRows.authenticator(user.id(), "dGhlaXJz");
        Await.done(world.theirs().call("createAuthenticator", theirs));
        Authenticator found = Await.one(world.ours().authenticators().find("dGhlaXJz"));
        assertThat(found).isEqualTo(AuthJsRows.ourAuthenticator(user.id(), "dGhlaXJz"));
        assertThat(Await.one(world.ours().authenticators().updateCounter("dGhlaXJz", 8))
                        .counter())
                .isEqualTo(8);
        assertThat(Await.one(world.theirs().object("getAuthenticator", "dGhlaXJz")))
                .containsEntry("counter", 8);

        Await.one(world.ours().authenticators().create(AuthJsRows.ourAuthenticator(user.id(), "b3Vycw==")));
        assertThat(Await.one(world.theirs().object("getAuthenticator", "b3Vycw==")))
                .containsAllEntriesOf(AuthJsRows.authenticator(user.id(), "b3Vycw=="));
        Await.done(world.theirs().call("updateAuthenticatorCounter", "b3Vycw==", 2_147_483_647));
        assertThat(Await.all(world.ours().authenticators().findByUser(user.id())))
                .extracting(Authenticator::counter)
                .containsExactlyInAnyOrder(8L, 2_147_483_647L);
    }
}
