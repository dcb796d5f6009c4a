// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.authflux.adapter.SessionStore;
import io.authflux.error.StoreBusyException;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How the manager drives a store; what stores do is the contract's. */
final class SessionManagerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock();
    private final FakeStore store = new FakeStore();
    private final SessionManager manager = new SessionManager(store, new SessionPolicy(DAY, HOUR), clock);

    private Session create() {
        StepVerifier.create(manager.create("7")).expectNextCount(1).verifyComplete();
        return store.sessions.values().iterator().next();
    }

    @Test
    void aNewSessionHasARandomTokenAndLivesForMaxAge() {
        Session session = create();
        assertThat(session.sessionToken()).matches("[0-9a-f]{64}");
        assertThat(session.userId()).isEqualTo("7");
        assertThat(session.expires()).isEqualTo(SettableClock.START.plus(DAY));
        assertThat(session.attributes()).isEmpty();
    }

    @Test
    void nothingHappensBeforeSomebodySubscribes() {
        List<?> publishers = List.of(
                manager.create("7"),
                manager.lookup("t"),
                manager.refresh("t"),
                manager.lookupAndRefresh("t"),
                manager.signOut("t"),
                manager.signOutEverywhere("7"),
                manager.purgeExpired());
        assertThat(publishers).hasSize(7);
        assertThat(store.calls).isEmpty();
    }

    @Test
    void theClockIsReadWhenSomebodySubscribes() {
        Mono<Session> creation = manager.create("7", Map.of("device", "phone"));
        clock.advance(HOUR);
        StepVerifier.create(creation)
                .assertNext(s -> {
                    assertThat(s.expires())
                            .isEqualTo(SettableClock.START.plus(HOUR).plus(DAY));
                    assertThat(s.attributes()).containsEntry("device", "phone");
                })
                .verifyComplete();
        Mono<Long> purge = manager.purgeExpired();
        clock.advance(HOUR);
        StepVerifier.create(purge).expectNext(0L).verifyComplete();
        assertThat(store.calls).last().isEqualTo("deleteExpired " + clock.instant());
    }

    @Test
    void eachSubscriptionMakesASessionOfItsOwn() {
        Mono<Session> creation = manager.create("7");
        StepVerifier.create(creation.mergeWith(creation)).expectNextCount(2).verifyComplete();
        assertThat(store.sessions).hasSize(2);
    }

    @Test
    void attributesThatChangeLaterDoNotChangeTheSession() {
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("device", "phone"));
        Mono<Session> creation = manager.create("7", attributes);
        attributes.clear();
        StepVerifier.create(creation)
                .assertNext(s -> assertThat(s.attributes()).containsEntry("device", "phone"))
                .verifyComplete();
    }

    @Test
    void aLookupOnlyReadsAndTellsWhetherARefreshIsDue() {
        Session session = create();
        StepVerifier.create(manager.lookup(session.sessionToken()))
                .assertNext(c -> assertThat(c.refreshDue()).isFalse())
                .verifyComplete();
        clock.advance(HOUR);
        StepVerifier.create(manager.lookup(session.sessionToken()))
                .assertNext(c -> {
                    assertThat(c.refreshDue()).isTrue();
                    assertThat(c.user().id()).isEqualTo("7");
                    assertThat(c.session()).isEqualTo(session);
                })
                .verifyComplete();
        assertThat(store.calls).containsExactly("create", "findWithUser", "findWithUser");
    }

    @Test
    void aLookupAndRefreshWritesOnlyWhenItIsDue() {
        String token = create().sessionToken();
        StepVerifier.create(manager.lookupAndRefresh(token))
                .assertNext(c -> assertThat(c.refreshDue()).isFalse())
                .verifyComplete();
        clock.advance(HOUR);
        StepVerifier.create(manager.lookupAndRefresh(token))
                .assertNext(c -> {
                    assertThat(c.refreshDue()).isTrue();
                    assertThat(c.session().expires()).isEqualTo(clock.instant().plus(DAY));
                })
                .verifyComplete();
        StepVerifier.create(manager.lookupAndRefresh(token))
                .assertNext(c -> assertThat(c.refreshDue()).isFalse())
                .verifyComplete();
        assertThat(store.calls).containsOnlyOnce("extend");
    }

    @Test
    void whoIsSignedOutBetweenLookupAndRefreshIsNobody() {
        String token = create().sessionToken();
        clock.advance(HOUR);
        store.vanishing = true;
        StepVerifier.create(manager.lookupAndRefresh(token)).verifyComplete();
    }

    @Test
    void aRefreshIsGrantedWhetherItIsDueOrNot() {
        String token = create().sessionToken();
        clock.advance(Duration.ofMinutes(1));
        StepVerifier.create(manager.refresh(token))
                .assertNext(
                        s -> assertThat(s.expires()).isEqualTo(clock.instant().plus(DAY)))
                .verifyComplete();
    }

    @Test
    void signingOutGoesToTheStore() {
        String token = create().sessionToken();
        StepVerifier.create(manager.signOut(token)).expectNext(true).verifyComplete();
        StepVerifier.create(manager.signOut(token)).expectNext(false).verifyComplete();
        create();
        StepVerifier.create(manager.signOutEverywhere("7")).expectNext(1L).verifyComplete();
        StepVerifier.create(manager.lookup(token)).verifyComplete();
    }

    @Test
    void aFailureOfTheStoreArrivesAsItIs() {
        StoreBusyException busy = new StoreBusyException("sessions.create", null);
        store.failure = Mono.error(busy);
        StepVerifier.create(manager.create("7")).verifyErrorMatches(e -> e == busy);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIsRefusedAtOnceByName() {
        assertThatNullPointerException().isThrownBy(() -> manager.create(null)).withMessage("userId");
        assertThatNullPointerException().isThrownBy(() -> manager.lookup(null)).withMessage("sessionToken");
        assertThatNullPointerException().isThrownBy(() -> manager.refresh(null)).withMessage("sessionToken");
        assertThatNullPointerException().isThrownBy(() -> manager.lookupAndRefresh(null));
        assertThatNullPointerException().isThrownBy(() -> manager.signOut(null)).withMessage("sessionToken");
        assertThatNullPointerException().isThrownBy(() -> manager.signOutEverywhere(null));
        assertThatNullPointerException()
                .isThrownBy(() -> new SessionManager(null))
                .withMessage("sessions");
    }

    private static final class FakeStore implements SessionStore {

        private final Map<String, Session> sessions = new LinkedHashMap<>();
        private final List<String> calls = new ArrayList<>();
        private Mono<Session> failure = Mono.empty();
        private boolean vanishing;

        @Override
        public Mono<Session> create(NewSession session) {
            return failure.switchIfEmpty(Mono.fromSupplier(() -> {
                calls.add("create");
                return put(new Session(
                        session.sessionToken(), session.userId(), session.expires(), null, session.attributes()));
            }));
        }

        private Session put(Session session) {
            sessions.put(session.sessionToken(), session);
            return session;
        }

        @Override
        public Mono<SessionWithUser> findWithUser(String sessionToken) {
            return Mono.defer(() -> {
                calls.add("findWithUser");
                return Mono.justOrEmpty(sessions.get(sessionToken))
                        .map(s -> new SessionWithUser(s, new User(s.userId(), null, null, null, null, Map.of())));
            });
        }

        @Override
        public Mono<Session> extend(String sessionToken, Instant expires) {
            return Mono.defer(() -> {
                calls.add("extend");
                return Mono.justOrEmpty(vanishing ? null : sessions.get(sessionToken))
                        .map(s -> put(new Session(sessionToken, s.userId(), expires, null, s.attributes())));
            });
        }

        @Override
        public Mono<Boolean> delete(String sessionToken) {
            return Mono.fromSupplier(() -> {
                calls.add("delete");
                return sessions.remove(sessionToken) != null;
            });
        }

        @Override
        public Flux<Session> findByUser(String userId) {
            return Flux.empty();
        }

        @Override
        public Mono<Long> deleteByUser(String userId) {
            return Mono.fromSupplier(() -> {
                calls.add("deleteByUser");
                int before = sessions.size();
                sessions.values().removeIf(s -> s.userId().equals(userId));
                return (long) (before - sessions.size());
            });
        }

        @Override
        public Mono<Long> deleteExpired(Instant now) {
            return Mono.fromSupplier(() -> {
                calls.add("deleteExpired " + now);
                return 0L;
            });
        }
    }
}
