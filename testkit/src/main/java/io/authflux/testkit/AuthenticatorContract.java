// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.AUTHENTICATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.NotFoundException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Authenticator;
import io.authflux.model.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passkeys: registered, found, counted. */
public interface AuthenticatorContract extends ContractFixture {

    /** Every field is stored, and the row holds what was emitted. */
    @Test
    default void createdAuthenticatorHasEveryField() {
        Authenticator input = Given.newAuthenticator(Given.in(this).user(), Given.unique("c"));

        assertThat(Await.one(adapter().authenticators().create(input))).isEqualTo(input);

        assertThat(backdoor()
                        .findOne(AUTHENTICATOR, Map.of("credentialId", input.credentialId()))
                        .orElseThrow())
                .containsEntry("userId", input.userId())
                .containsEntry("providerAccountId", input.providerAccountId())
                .containsEntry("credentialPublicKey", input.credentialPublicKey())
                .containsEntry("counter", 7L)
                .containsEntry("credentialDeviceType", "multiDevice")
                .containsEntry("credentialBackedUp", true)
                .containsEntry("transports", "internal,hybrid");
        assertThat(Await.one(adapter().authenticators().find(input.credentialId())))
                .isEqualTo(input);
    }

    /** Hints may be missing, a passkey may live on one device only, and its counter may stay zero. */
    @Test
    default void authenticatorMayHaveNoTransports() {
        String id = Given.unique("c");
        Authenticator input =
                new Authenticator(id, Given.in(this).user().id(), id, "a2V5", 0, "singleDevice", false, null);

        assertThat(Await.one(adapter().authenticators().create(input))).isEqualTo(input);
        assertThat(Await.one(adapter().authenticators().find(id))).isEqualTo(input);
    }

    /** What is unknown is absent. */
    @Test
    default void unknownAuthenticatorIsAbsent() {
        Given.in(this).authenticator(Given.in(this).user());

        assertThat(Await.maybe(adapter().authenticators().find(Given.unique("c"))))
                .isEmpty();
        assertThat(Await.all(adapter().authenticators().findByUser(unknownUserId())))
                .isEmpty();
        assertThat(Await.all(
                        adapter().authenticators().findByUser(impossibleUserId().orElse("?"))))
                .isEmpty();
    }

    /** A credential is registered once, for whomever. */
    @Test
    default void takenCredentialIsRefused() {
        Authenticator taken = Given.in(this).authenticator(Given.in(this).user());
        Authenticator again = Given.newAuthenticator(Given.in(this).user(), taken.credentialId());

        assertThat(Await.failure(adapter().authenticators().create(again)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("credentialId"));
        assertThat(Await.one(adapter().authenticators().find(taken.credentialId())))
                .isEqualTo(taken);
    }

    /** The passkeys of a user come ordered by credential id. */
    @Test
    default void authenticatorsOfUserAreOrdered() {
        User user = Given.in(this).user();
        String id = Given.unique("c");
        Authenticator second = Await.one(adapter().authenticators().create(Given.newAuthenticator(user, "b" + id)));
        Authenticator first = Await.one(adapter().authenticators().create(Given.newAuthenticator(user, "a" + id)));
        Given.in(this).authenticator(Given.in(this).user());

        assertThat(Await.all(adapter().authenticators().findByUser(user.id()))).containsExactly(first, second);
    }

    /** The counter is written, for one passkey, up to 2^32 - 1 and beyond. */
    @Test
    default void counterIsWritten() {
        User user = Given.in(this).user();
        Authenticator passkey = Given.in(this).authenticator(user);
        Authenticator other = Given.in(this).authenticator(user);
        long counter = largestCounter();

        Authenticator updated = Await.one(adapter().authenticators().updateCounter(passkey.credentialId(), counter));

        assertThat(updated)
                .isEqualTo(new Authenticator(
                        passkey.credentialId(),
                        user.id(),
                        passkey.providerAccountId(),
                        passkey.credentialPublicKey(),
                        counter,
                        passkey.credentialDeviceType(),
                        passkey.credentialBackedUp(),
                        passkey.transports()));
        assertThat(Await.one(adapter().authenticators().find(passkey.credentialId())))
                .isEqualTo(updated);
        assertThat(Await.one(adapter().authenticators().find(other.credentialId())))
                .isEqualTo(other);
    }

    /** A counter that cannot be kept is an error, not silence. */
    @Test
    default void counterOfUnknownCredentialFails() {
        assertThat(Await.failure(adapter().authenticators().updateCounter(Given.unique("c"), 8)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> adapter().authenticators().updateCounter(Given.unique("c"), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
