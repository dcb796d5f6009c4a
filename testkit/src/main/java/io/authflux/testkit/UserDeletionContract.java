// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.AUTHENTICATOR;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewUser;
import io.authflux.model.User;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users: deleted, with everything that hangs on them. */
public interface UserDeletionContract extends ContractFixture {

    /** Sessions, accounts and passkeys go with their user. */
    @Test
    default void deletedUserLeavesNothing() {
        User user = fullUser();

        assertThat(Await.one(adapter().users().delete(user.id()))).isTrue();

        assertThat(backdoor().find(USER, Map.of("id", user.id()))).isEmpty();
        assertThat(backdoor().find(SESSION, Map.of("userId", user.id()))).isEmpty();
        assertThat(backdoor().find(ACCOUNT, Map.of("userId", user.id()))).isEmpty();
        assertThat(backdoor().find(AUTHENTICATOR, Map.of("userId", user.id()))).isEmpty();
        assertThat(Await.maybe(adapter().users().findById(user.id()))).isEmpty();
    }

    /** Other users keep what is theirs. */
    @Test
    default void deletionLeavesOthersAlone() {
        User other = fullUser();

        Await.done(adapter().users().delete(fullUser().id()));

        assertThat(Await.one(adapter().users().findById(other.id()))).isEqualTo(other);
        assertThat(Await.all(adapter().sessions().findByUser(other.id()))).hasSize(2);
        assertThat(Await.all(adapter().accounts().findByUser(other.id()))).hasSize(1);
        assertThat(Await.all(adapter().authenticators().findByUser(other.id()))).hasSize(1);
    }

    /** Deleting again, or deleting nobody, is no error. */
    @Test
    default void userDeletionIsIdempotent() {
        User user = Given.in(this).user();

        assertThat(Await.one(adapter().users().delete(user.id()))).isTrue();
        assertThat(Await.one(adapter().users().delete(user.id()))).isFalse();
        assertThat(Await.one(adapter().users().delete(unknownUserId()))).isFalse();
        assertThat(Await.one(adapter().users().delete(UUID.randomUUID().toString())))
                .isFalse();
        assertThat(Await.one(adapter().users().delete(impossibleUserId().orElse("?"))))
                .isFalse();
    }

    /** The address of a deleted user is free again, and their sessions sign nobody in. */
    @Test
    default void addressOfDeletedUserIsFree() {
        User user = Given.in(this).user();
        var session = Given.in(this).session(user);
        Await.done(adapter().users().delete(user.id()));

        User next = Await.one(adapter().users().create(NewUser.of("Next", user.email())));

        assertThat(next.id()).isNotEqualTo(user.id());
        assertThat(Await.maybe(adapter().sessions().findWithUser(session.sessionToken())))
                .isEmpty();
    }

    private User fullUser() {
        Given given = Given.in(this);
        User user = given.user();
        given.session(user);
        given.expiredSession(user);
        given.account(user);
        given.authenticator(user);
        return user;
    }
}
