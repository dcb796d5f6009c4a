// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Arguments that are mistakes of the caller: refused at once, before anything is subscribed to. */
public interface RefusedInputContract extends ContractFixture {

    /** What no database can hold is refused when it is to be written, without repeating it. */
    @Test
    default void unstorableKeyIsRefused() {
        User user = Given.in(this).user();
        for (String text : HostileInputContract.UNSTORABLE) {
            writes(user, text).forEach(write -> assertRefused(write, text));
        }
    }

    private List<ThrowingCallable> writes(User user, String text) {
        AuthAdapter adapter = adapter();
        Instant now = clock().instant();
        return List.of(
                () -> adapter.users().create(NewUser.of(null, text)),
                () -> adapter.users()
                        .update(user.id(), UserUpdate.builder().email(text).build()),
                () -> adapter.accounts()
                        .link(Account.builder(user.id(), "oauth", text, "id").build()),
                () -> adapter.accounts()
                        .link(Account.builder(user.id(), "oauth", "github", text)
                                .build()),
                () -> adapter.accounts()
                        .link(Account.builder(text, "oauth", "github", "id").build()),
                () -> adapter.sessions().create(NewSession.of(text, user.id(), now)),
                () -> adapter.sessions().create(NewSession.of(Given.unique("t"), text, now)),
                () -> adapter.verificationTokens().create(new VerificationToken(text, "token", now)),
                () -> adapter.verificationTokens().create(new VerificationToken("id", text, now)),
                () -> adapter.authenticators().create(Given.newAuthenticator(user, text)));
    }

    /** Text that is no key may be long, but not broken. */
    @Test
    default void brokenTextIsRefused() {
        User user = Given.in(this).user();
        for (String text : List.of("a\0b", "\uD800", "a\uDC00")) {
            assertRefused(() -> adapter().users().create(NewUser.of(text, null)), text);
            assertRefused(
                    () -> adapter()
                            .users()
                            .update(user.id(), UserUpdate.builder().image(text).build()),
                    text);
            assertRefused(
                    () -> adapter()
                            .accounts()
                            .link(Given.newAccount(user).accessToken(text).build()),
                    text);
            assertRefused(
                    () -> adapter()
                            .authenticators()
                            .create(new Authenticator("c", user.id(), "c", text, 0, "singleDevice", false, null)),
                    text);
        }
    }

    private static void assertRefused(ThrowingCallable write, String text) {
        assertThatThrownBy(write)
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain(text));
    }

    /** An attribute without a column is refused, and named. */
    @Test
    default void attributeWithoutColumnIsRefused() {
        User user = Given.in(this).user();
        Instant now = clock().instant();
        Map<String, Object> attributes = Map.of("favouriteColour", "blue");

        List.<ThrowingCallable>of(
                        () -> adapter()
                                .users()
                                .create(NewUser.builder()
                                        .attribute("favouriteColour", "blue")
                                        .build()),
                        () -> adapter()
                                .users()
                                .update(
                                        user.id(),
                                        UserUpdate.builder()
                                                .attribute("favouriteColour", "blue")
                                                .build()),
                        () -> adapter()
                                .accounts()
                                .link(Given.newAccount(user)
                                        .attribute("favouriteColour", "blue")
                                        .build()),
                        () -> adapter().sessions().create(new NewSession("t", user.id(), now, attributes)))
                .forEach(write -> assertThatThrownBy(write)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("favouriteColour"));
    }

    /** A field of the model is no attribute: it would be lost, or overwrite what the store gives. */
    @Test
    default void fieldAsAttributeIsRefused() {
        User user = Given.in(this).user();
        Instant now = clock().instant();
        Map<String, Object> second = Map.of("accessToken", "mine");

        List.<ThrowingCallable>of(
                        () -> adapter()
                                .users()
                                .create(NewUser.builder().attribute("id", "7").build()),
                        () -> adapter()
                                .users()
                                .create(NewUser.builder()
                                        .attribute("email", "a@b")
                                        .build()),
                        () -> adapter()
                                .users()
                                .update(
                                        user.id(),
                                        UserUpdate.builder()
                                                .attribute("id", "7")
                                                .build()),
                        () -> adapter()
                                .accounts()
                                .link(Given.newAccount(user)
                                        .attribute("scope", "all")
                                        .build()),
                        () -> adapter().sessions().create(new NewSession(Given.unique("t"), user.id(), now, second)))
                .forEach(write -> assertThatThrownBy(write).isInstanceOf(IllegalArgumentException.class));
    }

    /** A null is refused wherever it is. */
    @Test
    default void nullIsRefused() {
        AuthAdapter adapter = adapter();
        Instant now = clock().instant();
        List.<ThrowingCallable>of(
                        () -> adapter.users().create(nothing()),
                        () -> adapter.users().findById(nothing()),
                        () -> adapter.users().findByEmail(nothing()),
                        () -> adapter.users().findByAccount(nothing(), "id"),
                        () -> adapter.users().findByAccount("github", nothing()),
                        () -> adapter.users()
                                .update(nothing(), UserUpdate.builder().build()),
                        () -> adapter.users().update("1", nothing()),
                        () -> adapter.users().delete(nothing()),
                        () -> adapter.accounts().link(nothing()),
                        () -> adapter.accounts().unlink(nothing(), "id"),
                        () -> adapter.accounts().unlink("github", nothing()),
                        () -> adapter.accounts().find(nothing(), "id"),
                        () -> adapter.accounts().find("github", nothing()),
                        () -> adapter.accounts().findByUser(nothing()),
                        () -> adapter.sessions().create(nothing()),
                        () -> adapter.sessions().findWithUser(nothing()),
                        () -> adapter.sessions().extend(nothing(), now),
                        () -> adapter.sessions().extend("token", nothing()),
                        () -> adapter.sessions().delete(nothing()),
                        () -> adapter.sessions().findByUser(nothing()),
                        () -> adapter.sessions().deleteByUser(nothing()),
                        () -> adapter.sessions().deleteExpired(nothing()))
                .forEach(RefusedInputContract::assertRefusesNull);
    }

    /** The same of tokens and passkeys. */
    @Test
    default void nullTokenIsRefused() {
        AuthAdapter adapter = adapter();
        List.<ThrowingCallable>of(
                        () -> adapter.verificationTokens().create(nothing()),
                        () -> adapter.verificationTokens().find(nothing(), "token"),
                        () -> adapter.verificationTokens().find("id", nothing()),
                        () -> adapter.verificationTokens().consume(nothing(), "token"),
                        () -> adapter.verificationTokens().consume("id", nothing()),
                        () -> adapter.verificationTokens().delete(nothing(), "token"),
                        () -> adapter.verificationTokens().delete("id", nothing()),
                        () -> adapter.verificationTokens().deleteExpired(nothing()),
                        () -> adapter.authenticators().create(nothing()),
                        () -> adapter.authenticators().find(nothing()),
                        () -> adapter.authenticators().findByUser(nothing()),
                        () -> adapter.authenticators().updateCounter(nothing(), 1))
                .forEach(RefusedInputContract::assertRefusesNull);
    }

    private static void assertRefusesNull(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
