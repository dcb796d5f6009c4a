// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Publishers: cold, repeatable, and never blocking whoever subscribes. */
public interface PublisherContract extends ContractFixture {

    /** Nothing happens before something is subscribed to. */
    @Test
    default void nothingHappensBeforeSubscription() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = given.session(user);
        VerificationToken token = given.token();
        NewUser nobody = NewUser.of("Nobody", Given.email());
        String newToken = Tokens.random();

        List<Mono<?>> neverSubscribed = List.of(
                adapter().users().create(nobody),
                adapter()
                        .users()
                        .update(user.id(), UserUpdate.builder().image(null).build()),
                adapter().users().delete(user.id()),
                adapter().sessions().create(NewSession.of(newToken, user.id(), session.expires())),
                adapter().sessions().extend(session.sessionToken(), given.now()),
                adapter().sessions().delete(session.sessionToken()),
                adapter().sessions().deleteByUser(user.id()),
                adapter().verificationTokens().consume(token.identifier(), token.token()),
                adapter().verificationTokens().delete(token.identifier(), token.token()));

        assertThat(neverSubscribed).doesNotContainNull();
        assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .hasValueSatisfying(found -> {
                    assertThat(found.user()).isEqualTo(user);
                    assertThat(found.session()).isEqualTo(session);
                });
        assertThat(backdoor().find(USER, Map.of("email", String.valueOf(nobody.email()))))
                .isEmpty();
        assertThat(backdoor().find(SESSION, Map.of("sessionToken", newToken))).isEmpty();
        assertThat(backdoor().find(VERIFICATION_TOKEN, Map.of("token", token.token())))
                .hasSize(1);
    }

    /** Each subscription is a call of its own. */
    @Test
    default void eachSubscriptionIsACall() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = given.session(user);
        VerificationToken token = given.token();
        Mono<User> create =
                adapter().users().create(NewUser.of("Twin", given.isOptional(USER, "email") ? null : Given.email()));
        Mono<VerificationToken> consume = adapter().verificationTokens().consume(token.identifier(), token.token());
        Mono<Boolean> delete = adapter().sessions().delete(session.sessionToken());
        Mono<?> find = adapter().sessions().findWithUser(session.sessionToken());

        User twin = Await.one(create);
        if (given.isOptional(USER, "email")) {
            assertThat(Await.one(create).id()).isNotEqualTo(twin.id());
        } else {
            assertThat(Await.failure(create)).isInstanceOf(UniqueViolationException.class);
        }
        assertThat(Await.maybe(consume)).isPresent();
        assertThat(Await.maybe(consume)).isEmpty();
        assertThat(Await.maybe(find)).isPresent();
        assertThat(Await.one(delete)).isTrue();
        assertThat(Await.one(delete)).isFalse();
        assertThat(Await.maybe(find)).isEmpty();
    }

    /** Each subscription reads the clock anew. */
    @Test
    default void eachSubscriptionReadsTheClock() {
        Given given = Given.in(this);
        Session session = given.session(given.user());
        Mono<?> find = adapter().sessions().findWithUser(session.sessionToken());
        Mono<Session> extend = adapter().sessions().extend(session.sessionToken(), session.expires());

        assertThat(Await.maybe(find)).isPresent();
        assertThat(Await.maybe(extend)).isPresent();
        clock().set(session.expires().plus(given.tick()));
        assertThat(Await.maybe(find)).isEmpty();
        assertThat(Await.maybe(extend)).isEmpty();
    }

    /** A list of which only the start is wanted is given up without harm. */
    @Test
    default void listMayBeGivenUp() {
        Given given = Given.in(this);
        User user = given.user();
        given.session(user);
        given.session(user);
        given.session(user);

        assertThat(Await.all(adapter().sessions().findByUser(user.id()).take(1)))
                .hasSize(1);
        assertThat(Await.one(adapter().sessions().findByUser(user.id()).next())).isNotNull();
        assertThat(Await.all(adapter().sessions().findByUser(user.id()))).hasSize(3);
    }

    /** The adapter knows what it is connected to, and always hands out the same stores. */
    @Test
    default void adapterIsReady() {
        assertThat(adapter().info().product()).isNotBlank();
        assertThat(adapter().info().version()).isNotBlank();
        assertThat(adapter().users()).isSameAs(adapter().users());
        assertThat(adapter().accounts()).isSameAs(adapter().accounts());
        assertThat(adapter().sessions()).isSameAs(adapter().sessions());
        assertThat(adapter().verificationTokens()).isSameAs(adapter().verificationTokens());
        assertThat(adapter().authenticators()).isSameAs(adapter().authenticators());
    }

    /**
     * BlockHound is on, so that every other test of the contract fails if the adapter blocks: add
     * {@code io.projectreactor.tools:blockhound-junit-platform} in test scope, and
     * {@code -XX:+AllowRedefinitionToAddDeleteMethods} to the flags of the test JVM.
     */
    @Test
    default void blockingIsCaught() {
        Mono<Object> blocking =
                Mono.fromRunnable(() -> LockSupport.parkNanos(1_000)).subscribeOn(Schedulers.parallel());

        assertThat(Await.failure(blocking)).as("BlockHound must be installed").hasMessageContaining("Blocking call!");
    }
}
