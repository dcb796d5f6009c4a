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
        return operation.equals("verificationTokens.consume") ? 2 : super.expectedRoundTrips(operation);
    }
}
