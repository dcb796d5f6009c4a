// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.RoundTripContract;
import io.authflux.testkit.RoundTrips;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract on the server that {@code AUTHFLUX_TEST_MONGODB_URL} names: MongoDB, or {@code scripts/ferretdb}. */
class RealMongoContractTest implements MongoCursorContract, AdapterContract, RoundTripContract, CustomModelContract {

    private static @Nullable MongoBench bench;

    @BeforeAll
    static void start() {
        bench = MongoBench.on(RealMongo.url(), CustomModelContract.withCustomUser(Schema.nextAuth()));
    }

    @AfterAll
    static void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    @Override
    public MongoBench bench() {
        return Objects.requireNonNull(bench);
    }

    @Override
    public RoundTrips roundTrips() {
        return bench().watch()::roundTrips;
    }

    @Override
    public int races() {
        return 50;
    }

    @Override
    public int cancelledLookups() {
        return 5_000;
    }
}
