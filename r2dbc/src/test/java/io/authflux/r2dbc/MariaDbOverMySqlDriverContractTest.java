// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.testkit.database.MariaDbServer;

/** MariaDB over r2dbc-mysql. */
class MariaDbOverMySqlDriverContractTest extends MySqlFamilyContract {

    MariaDbOverMySqlDriverContractTest() {
        super(MariaDbServer.shared().database("contract_other"), "mysql");
    }
}
