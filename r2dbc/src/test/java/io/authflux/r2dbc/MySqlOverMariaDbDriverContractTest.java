// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

/** MySQL over r2dbc-mariadb. */
class MySqlOverMariaDbDriverContractTest extends MySqlContract {

    MySqlOverMariaDbDriverContractTest() {
        super("contract_other", "mariadb");
    }
}
