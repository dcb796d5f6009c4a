// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.testkit.database.MySqlServer;

/** MySQL, which has no {@code RETURNING} at all. */
abstract class MySqlContract extends MySqlFamilyContract {

    MySqlContract(String name, String driver) {
        super(MySqlServer.shared().database(name), driver);
    }

    /** A token is locked and read, then deleted. */
    @Override
    public long expectedRoundTrips(String operation) {
        return roundTrips(operation, super.expectedRoundTrips(operation));
    }

    static long roundTrips(String operation, long otherwise) {
        boolean consume = operation.equals("verificationTokens.consume");
        return consume || READ_AFTERWARDS.contains(operation) ? 2 : otherwise;
    }
}
