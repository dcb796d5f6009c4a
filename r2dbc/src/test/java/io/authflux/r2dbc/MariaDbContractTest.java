// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.testkit.database.MariaDbServer;

/** MariaDB over r2dbc-mariadb. */
class MariaDbContractTest extends MySqlFamilyContract {

    MariaDbContractTest() {
        super(MariaDbServer.shared().database("contract"), "mariadb");
    }
}
