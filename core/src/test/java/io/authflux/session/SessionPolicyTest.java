// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final SessionPolicy DEFAULTS = SessionPolicy.defaults();

    @Example
    void theDefaultsAreNextAuths() {
        assertThat(DEFAULTS).isEqualTo(new SessionPolicy(Duration.ofDays(30), Duration.ofDays(1)));
    }

    @ParameterizedTest(name = "made {0} ago: {1}")
    @CsvSource({
        "PT0S, false",
        "PT23H59M59.999999999S, false",
        "PT24H, true",
        "PT24H0.000000001S, true",
        "P30D, true",
        "P31D, true",
        "-PT1H, false"
    })
    void aSessionIsDueFromTheInstantThatItIsUpdateAgeOld(Duration age, boolean due) {
        Instant expires = NOW.minus(age).plus(DEFAULTS.maxAge());
        assertThat(DEFAULTS.isRefreshDue(expires, NOW)).isEqualTo(due);
    }

    @Example
    void withoutUpdateAgeASessionIsAlwaysDue() {
        SessionPolicy always = new SessionPolicy(Duration.ofHours(1), Duration.ZERO);
        assertThat(always.isRefreshDue(NOW.plus(Duration.ofHours(1)), NOW)).isTrue();
    }

    @Example
    void anUpdateAgeBeyondMaxAgeNeverRefreshesALivingSession() {
        SessionPolicy never = new SessionPolicy(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(never.isRefreshDue(NOW, NOW)).isFalse();
    }

    @Example
    void theEndsOfTimeAreJudgedToo() {
        assertThat(DEFAULTS.isRefreshDue(Instant.MIN, NOW)).isTrue();
        assertThat(DEFAULTS.isRefreshDue(Instant.MAX, NOW)).isFalse();
    }

    @Property
    void itIsTheFormulaOfAuthJs(
            @ForAll @LongRange(min = 1, max = 4_000_000) long maxAge,
            @ForAll @LongRange(min = 0, max = 4_000_000) long updateAge,
            @ForAll @LongRange(min = -5_000_000, max = 5_000_000) long left) {
        Instant expires = NOW.plusSeconds(left);
        assertThat(new SessionPolicy(Duration.ofSeconds(maxAge), Duration.ofSeconds(updateAge))
                        .isRefreshDue(expires, NOW))
                .isEqualTo(left - maxAge + updateAge <= 0);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, maxAge must be positive",
        "-PT1S, PT0S, maxAge must be positive",
        "PT1S, -PT1S, updateAge must not"
    })
    void anAgeThatMakesNoSenseIsRefusedByName(Duration maxAge, Duration updateAge, String message) {
        assertThatThrownBy(() -> new SessionPolicy(maxAge, updateAge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
