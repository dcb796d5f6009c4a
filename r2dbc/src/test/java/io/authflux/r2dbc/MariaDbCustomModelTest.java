// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.database.MariaDbServer;

/** The contract once more, with columns that the application added and names that it chose. */
class MariaDbCustomModelTest extends MySqlFamilyContract implements CustomModelContract {

    MariaDbCustomModelTest() {
        super(MariaDbServer.shared().database("custom_model"), "mariadb");
    }
}
