// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

/** How many statements an operation may cost. */
public interface RoundTripContract extends ContractFixture {

    /**
     * Counts what the adapter under test sends.
     *
     * @return the counter
     */
    RoundTrips roundTrips();
}
