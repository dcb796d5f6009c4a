// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static io.authflux.interop.AuthJsRows.VERIFIED;
import static io.authflux.interop.AuthJsRows.id;
import static io.authflux.interop.AuthJsRows.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.testkit.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple3;

/** Both sides sign users up and in at the same time, and then look for what the other made. */
record AuthJsLoad(AuthJsWorld world) {

    private static final int WORKERS = 8;
    private static final int SIGN_INS = 48;
    private static final int RACES = 16;
    private static final Instant EXPIRES = Instant.parse("2036-01-02T03:04:05Z");

    void run() {
        Tuple3<List<String>, List<String>, List<Integer>> all =
                Await.one(Mono.zip(theirTokens().collectList(), ourTokens().collectList(), races().collectList()));

        if (world.adapter().hasUniqueEmail()) {
            assertThat(all.getT3()).hasSize(RACES).containsOnly(1);
        }
        List<SessionWithUser> foundHere =
                Await.all(Flux.fromIterable(all.getT1()).flatMap(world.ours().sessions()::findWithUser));
        assertThat(foundHere).hasSize(SIGN_INS);
        List<Map<String, Object>> foundThere = Await.all(Flux.fromIterable(all.getT2())
                .flatMap(token -> world.theirs().object("getSessionAndUser", token), WORKERS));
        assertThat(foundThere).hasSize(SIGN_INS);
    }

    private Flux<String> theirTokens() {
        return Flux.range(0, SIGN_INS).flatMap(this::signInThere, WORKERS);
    }

    private Mono<String> signInThere(int i) {
        NodeAdapter theirs = world.theirs();
        String token = "their load " + i;
        return theirs.object("createUser", profile("user " + i, "their" + i + "@example.com", VERIFIED))
                .map(AuthJsRows::id)
                .flatMap(id -> theirs.call("linkAccount", AuthJsRows.account(id, "github", "their load " + i))
                        .then(theirs.call("createSession", AuthJsRows.session(token, id, EXPIRES))))
                .thenReturn(token);
    }

    private Flux<String> ourTokens() {
        return Flux.range(0, SIGN_INS).flatMap(this::signInHere, WORKERS);
    }

    private Mono<String> signInHere(int i) {
        return world.ours()
                .users()
                .create(NewUser.of("user " + i, "our" + i + "@example.com"))
                .flatMap(user -> world.ours()
                        .accounts()
                        .link(AuthJsRows.ours(user.id(), "github", "our load " + i))
                        .then(world.ours().sessions().create(NewSession.of("our load " + i, user.id(), EXPIRES))))
                .map(Session::sessionToken);
    }

    /** How many users each address became that both sides sign up at the same time. */
    private Flux<Integer> races() {
        return Flux.range(0, RACES).concatMap(i -> Mono.zip(signUpThere(i), signUpHere(i), Integer::sum));
    }

    private Mono<Integer> signUpThere(int i) {
        return world.theirs()
                .object("createUser", profile("both", "both" + i + "@example.com", null))
                .thenReturn(1)
                .onErrorReturn(IllegalStateException.class, 0);
    }

    private Mono<Integer> signUpHere(int i) {
        return world.ours()
                .users()
                .create(NewUser.of("both", "both" + i + "@example.com"))
                .thenReturn(1)
                .onErrorReturn(UniqueViolationException.class, 0);
    }
}
