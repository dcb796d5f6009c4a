// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelTest {

    private static final Instant END = Instant.parse("2026-01-31T09:30:00Z");

    @Test
    void aSessionHoldsUpToItsLastInstant() {
        Session session = new Session("t", "7", END, null, Map.of());
        assertThat(session.isExpired(END.minusNanos(1))).isFalse();
        assertThat(session.isExpired(END)).isFalse();
        assertThat(session.isExpired(END.plusNanos(1))).isTrue();
    }

    @Test
    void aVerificationTokenHoldsUpToItsLastInstant() {
        VerificationToken token = new VerificationToken("ada@example.com", "hash", END);
        assertThat(token.isExpired(END)).isFalse();
        assertThat(token.isExpired(END.plusNanos(1))).isTrue();
    }

    @Test
    void anUpdateKeepsTheOrderAndTheNulls() {
        UserUpdate.Builder builder =
                UserUpdate.builder().image(null).emailVerified(END).name("Ada");
        UserUpdate update = builder.build();
        builder.email("ada@example.com");
        assertThat(update.changes())
                .containsExactly(entry("image", null), entry("emailVerified", END), entry("name", "Ada"));
        assertThat(update).hasToString("UserUpdate[image, emailVerified, name]");
    }

    @Test
    void aRecordDoesNotSeeLaterChangesOfItsAttributes() {
        Map<String, Object> attributes = new HashMap<>(Map.of("role", "admin"));
        User user = new User("7", null, null, null, null, attributes);
        attributes.clear();
        assertThat(user.attributes()).containsEntry("role", "admin");
    }

    @Test
    void aNewUserIsANameAndAnAddress() {
        assertThat(NewUser.of("Ada", "ada@example.com"))
                .isEqualTo(
                        NewUser.builder().name("Ada").email("ada@example.com").build());
    }

    @Test
    void aCounterIsNeverNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Authenticator("c", "7", "c", "pk", -1, "singleDevice", false, null))
                .withMessage("counter must not be negative, was -1");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> NewUser.builder().attribute("role", null))
                .withMessage("role");
        assertThatNullPointerException()
                .isThrownBy(() -> NewSession.of(null, "7", END))
                .withMessage("sessionToken");
        assertThatNullPointerException()
                .isThrownBy(() -> Account.builder("7", "oauth", null, "42").build())
                .withMessage("provider");
    }
}
