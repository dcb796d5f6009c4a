// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.authflux.adapter.AuthAdapter;
import io.authflux.adapter.SessionStore;
import io.authflux.adapter.UserStore;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.config.ConnectOptions;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.memory.InMemoryAuthAdapter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import reactor.core.publisher.Mono;

/** The contract is worth something only if an adapter that breaks it fails. */
class BrokenAdapterTest {

    @Test
    void consumeByFindAndDeleteFails() {
        assertThat(failures(FindThenDelete.class)).contains("oneRacerConsumesTheToken");
    }

    @Test
    void lookupOfExpiredSessionsFails() {
        assertThat(failures(ExpiredAreFound.class))
                .contains("sessionHoldsUpToItsLastInstant", "lookupLeavesExpiredSessionAlone", "managedSessionEnds")
                .doesNotContain("sessionIsFoundWithItsUser");
    }

    @Test
    void lookupThatDeletesExpiredSessionsFails() {
        assertThat(failures(LookupDeletes.class)).contains("lookupLeavesExpiredSessionAlone");
    }

    @Test
    void creationThatForgetsTheAddressFails() {
        assertThat(failures(ForgetsAddresses.class))
                .contains("createdUserHasEveryField", "takenAddressIsRefused", "oneRacerSignsUp");
    }

    @Test
    void eagerPublisherFails() {
        assertThat(failures(EagerDelete.class)).contains("nothingHappensBeforeSubscription");
    }

    @Test
    void lookupsThatShareWhatIsOnItsWayFail() {
        assertThat(failures(SharesLookups.class)).contains("lookupsSeeWhatEndedBeforeThem");
    }

    @Test
    void soundAdapterPasses() {
        assertThat(failures(Sound.class)).isEmpty();
    }

    private static List<String> failures(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents()
                .failed()
                .map(e -> e.getTestDescriptor().getDisplayName().replace("()", ""))
                .toList();
    }

    abstract static class Broken implements AdapterContract {

        private final MutableClock clock = MutableClock.create();
        final InMemoryAuthAdapter sound =
                InMemoryAuthAdapter.create(ConnectOptions.defaults().withClock(clock));

        private final AuthAdapter broken = breakIt();

        abstract AuthAdapter breakIt();

        @Override
        public AuthAdapter adapter() {
            return broken;
        }

        @Override
        public Backdoor backdoor() {
            return sound.backdoor();
        }

        @Override
        public MutableClock clock() {
            return clock;
        }

        @Override
        public Schema schema() {
            return Schema.nextAuth();
        }

        @Override
        public int cancelledLookups() {
            return 100;
        }

        @Override
        public int races() {
            return 20;
        }
    }

    static final class Sound extends Broken {
        @Override
        AuthAdapter breakIt() {
            return sound;
        }
    }

    static final class SharesLookups extends Broken {
        @Override
        AuthAdapter breakIt() {
            Map<String, Mono<SessionWithUser>> onTheirWay = new ConcurrentHashMap<>();
            var broken = override(SessionStore.class, sound.sessions(), Map.of("findWithUser", args -> {
                String token = (String) args[0];
                return Mono.defer(() -> onTheirWay.computeIfAbsent(token, t -> sound.sessions()
                        .findWithUser(t)
                        .materialize()
                        .delayElement(Duration.ofMillis(1))
                        .<SessionWithUser>dematerialize()
                        .doFinally(signal -> onTheirWay.remove(t))
                        .cache()));
            }));
            return override(AuthAdapter.class, sound, Map.of("sessions", args -> broken));
        }
    }

    static final class FindThenDelete extends Broken {
        @Override
        AuthAdapter breakIt() {
            var tokens = sound.verificationTokens();
            var broken = override(VerificationTokenStore.class, tokens, Map.of("consume", args -> {
                String identifier = (String) args[0];
                String token = (String) args[1];
                return tokens.find(identifier, token)
                        .delayElement(Duration.ofMillis(1))
                        .flatMap(found -> tokens.delete(identifier, token).thenReturn(found));
            }));
            return override(AuthAdapter.class, sound, Map.of("verificationTokens", args -> broken));
        }
    }

    static final class ExpiredAreFound extends Broken {
        @Override
        AuthAdapter breakIt() {
            var broken = override(SessionStore.class, sound.sessions(), Map.of("findWithUser", args -> {
                String token = (String) args[0];
                return Mono.defer(() ->
                                Mono.justOrEmpty(backdoor().findOne(EntityKind.SESSION, Map.of("sessionToken", token))))
                        .flatMap(row -> sound.users()
                                .findById((String) Objects.requireNonNull(row.get("userId")))
                                .map(user -> new SessionWithUser(session(row), user)));
            }));
            return override(AuthAdapter.class, sound, Map.of("sessions", args -> broken));
        }

        private static Session session(Map<String, Object> row) {
            return new Session(
                    (String) Objects.requireNonNull(row.get("sessionToken")),
                    (String) Objects.requireNonNull(row.get("userId")),
                    (Instant) Objects.requireNonNull(row.get("expires")),
                    (String) row.get("accessToken"),
                    Map.of());
        }
    }

    static final class LookupDeletes extends Broken {
        @Override
        AuthAdapter breakIt() {
            var sessions = sound.sessions();
            var broken = override(SessionStore.class, sessions, Map.of("findWithUser", args -> {
                String token = (String) args[0];
                return sessions.findWithUser(token)
                        .switchIfEmpty(sessions.delete(token).then(Mono.empty()));
            }));
            return override(AuthAdapter.class, sound, Map.of("sessions", args -> broken));
        }
    }

    static final class ForgetsAddresses extends Broken {
        @Override
        AuthAdapter breakIt() {
            var users = sound.users();
            var broken = override(
                    UserStore.class,
                    users,
                    Map.of("create", args -> users.create(NewUser.of(((NewUser) args[0]).name(), null))));
            return override(AuthAdapter.class, sound, Map.of("users", args -> broken));
        }
    }

    static final class EagerDelete extends Broken {
        @Override
        AuthAdapter breakIt() {
            var sessions = sound.sessions();
            var broken = override(
                    SessionStore.class,
                    sessions,
                    Map.of("delete", args -> Mono.just(Await.one(sessions.delete((String) args[0])))));
            return override(AuthAdapter.class, sound, Map.of("sessions", args -> broken));
        }
    }

    private static <T> T override(Class<T> type, T sound, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            var own = methods.get(method.getName());
            if (own != null) {
                return own.apply(args == null ? new Object[0] : args);
            }
            try {
                return method.invoke(sound, args);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }));
    }
}
