// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

/** MySQL over r2dbc-mysql. */
class MySqlContractTest extends MySqlContract {

    MySqlContractTest() {
        super("contract", "mysql");
    }
}
