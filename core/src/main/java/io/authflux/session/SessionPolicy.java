// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions live. Must be the same on every service that shares the tables: a smaller {@code maxAge} shortens
 * sessions that others made.
 *
 * @param maxAge how long a session lives after it was made or refreshed; NextAuth's {@code session.maxAge}
 * @param updateAge how old a session must be to be refreshed, so that not every request writes; zero refreshes always;
 *     NextAuth's {@code session.updateAge}
 */
public record SessionPolicy(Duration maxAge, Duration updateAge) {

    private static final SessionPolicy DEFAULTS = new SessionPolicy(Duration.ofDays(30), Duration.ofHours(24));

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code maxAge} is not positive or {@code updateAge} is negative
     */
    public SessionPolicy {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge must be positive, was " + maxAge);
        }
        if (updateAge.isNegative()) {
            throw new IllegalArgumentException("updateAge must not be negative, was " + updateAge);
        }
    }

    /**
     * NextAuth's defaults: 30 days and 24 hours.
     *
     * @return the defaults
     */
    public static SessionPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Whether a session is due to be refreshed: {@code expires - maxAge + updateAge <= now}, the throttle of
     * {@code core/src/lib/actions/session.ts} in Auth.js. NextAuth v3 wrote {@code <} there, which differs in the one
     * instant of equality only.
     *
     * @param expires when the session ends
     * @param now the current instant
     * @return true if {@link #maxAge} is to be granted anew
     */
    public boolean isRefreshDue(Instant expires, Instant now) {
        // The same sum with the ages on the other side, where no stored instant can overflow.
        return !expires.isAfter(now.plus(maxAge).minus(updateAge));
    }
}
