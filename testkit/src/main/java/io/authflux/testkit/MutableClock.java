// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move. Always UTC. Thread-safe. */
public final class MutableClock extends Clock {

    private static final Instant START = Instant.parse("2026-03-29T00:59:59.123456Z");

    private volatile Instant now;

    private MutableClock(Instant start) {
        now = start;
    }

    /**
     * A clock that stands one second before a change to summer time, at a fraction of a second that needs all digits.
     *
     * @return a new clock
     */
    public static MutableClock create() {
        return new MutableClock(START);
    }

    /**
     * A clock that stands at an instant.
     *
     * @param start the instant
     * @return a new clock
     */
    public static MutableClock at(Instant start) {
        return new MutableClock(start);
    }

    /**
     * Sets the time.
     *
     * @param now what time it is from now on
     */
    public synchronized void set(Instant now) {
        this.now = now;
    }

    /**
     * Moves the time.
     *
     * @param by how far
     * @return what time it is from now on
     */
    public synchronized Instant advance(Duration by) {
        Instant next = now.plus(by);
        now = next;
        return next;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
