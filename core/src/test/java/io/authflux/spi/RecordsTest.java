// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.schema.EntityKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes in as a record comes out as the same record. */
final class RecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    private record Row(EntityKind kind, Map<String, @Nullable Object> values) implements Cells {

        @Override
        public @Nullable Object get(int position) {
            return values.get(kind.fields().get(position).name());
        }

        @Override
        public Map<String, Object> attributes() {
            Map<String, Object> attributes = new HashMap<>();
            values.forEach((name, value) -> {
                if (value != null && kind.field(name).isEmpty()) {
                    attributes.put(name, value);
                }
            });
            return attributes;
        }
    }

    @Test
    void aUserComesBack() {
        NewUser user = NewUser.builder()
                .name("Ada")
                .email("ada@example.com")
                .emailVerified(NOW)
                .image("https://example.com/ada.png")
                .attribute("role", "admin")
                .build();
        Map<String, @Nullable Object> values = Records.values(user);
        values.put("id", "7");
        assertThat(Records.user(new Row(EntityKind.USER, values)))
                .isEqualTo(new User(
                        "7", "Ada", "ada@example.com", NOW, "https://example.com/ada.png", Map.of("role", "admin")));
    }

    @Test
    void anAccountComesBack() {
        Account account = Account.builder("7", "oauth", "github", "42")
                .refreshToken("r")
                .accessToken("a")
                .expiresAt(NOW)
                .tokenType("bearer")
                .scope("read:user")
                .idToken("i")
                .sessionState("s")
                .attribute("tenant", "t")
                .build();
        assertThat(Records.account(new Row(EntityKind.ACCOUNT, Records.values(account))))
                .isEqualTo(account);
    }

    @Test
    void aSessionComesBack() {
        Map<String, @Nullable Object> values = Records.values(new NewSession("t", "7", NOW, Map.of("device", "phone")));
        values.put("accessToken", "a");
        assertThat(Records.session(new Row(EntityKind.SESSION, values)))
                .isEqualTo(new Session("t", "7", NOW, "a", Map.of("device", "phone")));
    }

    @Test
    void aVerificationTokenComesBack() {
        VerificationToken token = new VerificationToken("ada@example.com", "hash", NOW);
        assertThat(Records.verificationToken(new Row(EntityKind.VERIFICATION_TOKEN, Records.values(token))))
                .isEqualTo(token);
    }

    @Test
    void aPasskeyComesBack() {
        Authenticator passkey = new Authenticator("c", "7", "c", "pk", 3, "multiDevice", true, "internal,hybrid");
        assertThat(Records.authenticator(new Row(EntityKind.AUTHENTICATOR, Records.values(passkey))))
                .isEqualTo(passkey);
    }

    @Test
    void anAttributeCannotPassForAFieldOfTheModel() {
        NewUser user = NewUser.builder().attribute("id", "1").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.values(user))
                .withMessage("USER: id is a field of the model, not an attribute");
        NewSession session = new NewSession("t", "7", NOW, Map.of("accessToken", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Records.values(session));
        Account account = Account.builder("7", "oauth", "github", "42")
                .attribute("scope", "s")
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> Records.values(account));
    }

    @Test
    void aRowWithoutWhatMustBeThereIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Records.user(new Row(EntityKind.USER, new HashMap<>())))
                .withMessage("USER: the column of id must have a value and is NULL");
    }
}
