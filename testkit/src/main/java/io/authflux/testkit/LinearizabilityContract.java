// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What ended before a lookup was subscribed to is seen by it, however many others look up the same at the same moment: a
 * lookup that was sent earlier must not answer it.
 */
public interface LinearizabilityContract extends ContractFixture {

    /** How many change something and look at once. */
    int OWNERS = 8;

    /** How many look up all the time what others change. */
    int WATCHERS = 16;

    /** An extension, an end and sign-outs of a session, and a change of a user. */
    @Test
    default void lookupsSeeWhatEndedBeforeThem() {
        List<User> users =
                IntStream.range(0, OWNERS).mapToObj(i -> Given.in(this).user()).toList();
        AtomicReferenceArray<Session> sessions = new AtomicReferenceArray<>(OWNERS);
        IntStream.range(0, OWNERS).forEach(i -> sessions.set(i, Given.in(this).session(users.get(i))));
        Instant now = Given.in(this).now();
        AtomicBoolean done = new AtomicBoolean();
        Scheduler threads = Schedulers.newBoundedElastic(WATCHERS, Integer.MAX_VALUE, "watcher", 1, true);
        Mono<Void> watching = Flux.range(0, WATCHERS)
                .flatMap(
                        i -> Mono.defer(() -> watch(users, sessions))
                                .subscribeOn(threads)
                                .repeat(() -> !done.get()),
                        WATCHERS)
                .then();
        Mono<Void> owning = Flux.range(0, OWNERS)
                .flatMap(i -> own(users.get(i), now, sessions, i).repeat(Math.max(1, races() / 4L)), OWNERS)
                .then()
                .doFinally(signal -> done.set(true));
        try {
            Await.done(Mono.when(watching, owning));
        } finally {
            threads.dispose();
        }
    }

    private Mono<Void> watch(List<User> users, AtomicReferenceArray<Session> sessions) {
        int i = ThreadLocalRandom.current().nextInt(OWNERS);
        String token = sessions.get(i).sessionToken();
        return adapter()
                .sessions()
                .findWithUser(token)
                .doOnNext(found -> {
                    assertThat(found.session().sessionToken()).isEqualTo(token);
                    assertThat(found.user().id()).isEqualTo(users.get(i).id());
                })
                .then(adapter().users().findById(users.get(i).id()).single())
                .doOnNext(found -> assertThat(found.id()).isEqualTo(users.get(i).id()))
                .then();
    }

    private Mono<Void> own(User user, Instant now, AtomicReferenceArray<Session> sessions, int i) {
        return Mono.defer(() -> adapter()
                        .sessions()
                        .create(NewSession.of(Tokens.random(), user.id(), now.plus(Duration.ofHours(1)))))
                .doOnNext(session -> sessions.set(i, session))
                .flatMap(session -> extend(session).then(rename(user)).then(end(session, now)));
    }

    private Mono<Void> extend(Session session) {
        Instant later = session.expires().plusSeconds(60);
        return adapter()
                .sessions()
                .extend(session.sessionToken(), later)
                .then(Mono.defer(() -> adapter().sessions().findWithUser(session.sessionToken()))
                        .single())
                .doOnNext(found -> assertThat(found.session().expires()).isEqualTo(later))
                .then();
    }

    private Mono<Void> rename(User user) {
        String name = Given.unique("name");
        return adapter()
                .users()
                .update(user.id(), UserUpdate.builder().name(name).build())
                .then(Mono.defer(() -> adapter().users().findById(user.id())).single())
                .doOnNext(found -> assertThat(found.name()).isEqualTo(name))
                .then();
    }

    private Mono<Void> end(Session session, Instant now) {
        String token = session.sessionToken();
        Mono<?> end =
                switch (ThreadLocalRandom.current().nextInt(3)) {
                    case 0 -> adapter().sessions().extend(token, now.minus(Duration.ofDays(1)));
                    case 1 -> adapter().sessions().delete(token);
                    default -> adapter().sessions().deleteByUser(session.userId());
                };
        return end.then(Mono.defer(() -> adapter().sessions().findWithUser(token))
                        .hasElement())
                .doOnNext(found -> assertThat(found)
                        .as("a session that was signed out of, or ended, is found")
                        .isFalse())
                .then();
    }
}
