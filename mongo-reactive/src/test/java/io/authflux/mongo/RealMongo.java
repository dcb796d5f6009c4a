// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.testkit.database.TestDatabases;

/** A server that was started elsewhere: MongoDB, or what {@code scripts/ferretdb} prints. */
final class RealMongo {

    private RealMongo() {}

    static String url() {
        return TestDatabases.externalUrl("mongodb")
                .orElseThrow(() -> TestDatabases.missing(
                        "a MongoDB server", new IllegalStateException("AUTHFLUX_TEST_MONGODB_URL names none")));
    }
}
