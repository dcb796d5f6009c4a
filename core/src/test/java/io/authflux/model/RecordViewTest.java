// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordViewTest {

    enum Role {
        ADMIN,
        GUEST
    }

    record Member(
            String id,
            @Nullable String email,
            @Nullable Role role,
            int points,
            @Nullable Instant since) {}

    record Wrong(String id, Long points) {}

    record Strict(String id) {
        Strict {
            throw new IllegalStateException("not " + id);
        }
    }

    private final User user = new User("7", null, "ada@example.org", null, null, Map.of("role", "ADMIN", "points", 3));

    @Test
    void fieldsAndAttributesBecomeComponents() {
        assertThat(user.as(Member.class)).isEqualTo(new Member("7", "ada@example.org", Role.ADMIN, 3, null));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> user.as(Wrong.class))
                .withMessage("points is a Integer, not a Long");
        User bare = new User("7", null, null, null, null, Map.of("role", "ROOT", "points", 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.as(Member.class))
                .withMessage("role holds what is no Role");
        User poor = new User("7", null, null, null, null, Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> poor.as(Member.class))
                .withMessage("points has no value, which int cannot be");
    }

    @Test
    void theRecordsOwnRefusalIsPassedOn() {
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> user.as(Strict.class))
                .withMessage("not 7");
    }
}
