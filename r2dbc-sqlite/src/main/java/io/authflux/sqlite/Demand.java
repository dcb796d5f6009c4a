// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import java.util.concurrent.atomic.AtomicLong;

/** Arithmetic of Reactive Streams demand, in which {@link Long#MAX_VALUE} is without bound. */
final class Demand {

    private Demand() {}

    /** Adds, and gives what was there before. */
    static long add(AtomicLong demand, long n) {
        while (true) {
            long before = demand.get();
            long sum = before + n;
            if (demand.compareAndSet(before, sum < 0 ? Long.MAX_VALUE : sum)) {
                return before;
            }
        }
    }

    static void subtract(AtomicLong demand, long n) {
        while (true) {
            long before = demand.get();
            if (before == Long.MAX_VALUE || demand.compareAndSet(before, before - n)) {
                return;
            }
        }
    }
}
