// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.layout.Layout;
import io.authflux.schema.Schema;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.database.MariaDbServer;

/** The contract once more, with columns that the application added and names that it chose. */
class MariaDbCustomModelTest extends MySqlFamilyContract implements CustomModelContract {

    MariaDbCustomModelTest() {
        super(MariaDbServer.shared().database("custom_model"), "mariadb");
    }

    @Override
    Layout layout() {
        return Layout.of(CustomModelContract.withCustomUser(Schema.nextAuth()).prefixed("shop_"));
    }

    @Override
    public int races() {
        return 10;
    }

    @Override
    public int cancelledLookups() {
        return 1_000;
    }
}
