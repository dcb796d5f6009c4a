// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

/** Counts what is sent to the database. */
@FunctionalInterface
public interface RoundTrips {

    /**
     * How many statements were sent since the beginning.
     *
     * @return a number that only grows; the beginning and the end of a transaction do not count
     */
    long count();
}
