// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.RoundTripContract;
import io.authflux.testkit.RoundTrips;
import org.junit.jupiter.api.AfterAll;

/** The whole contract, on the stand-in that every build has. */
class MongoContractTest implements MongoCursorContract, AdapterContract, RoundTripContract, CustomModelContract {

    private static final JavaServer SERVER = JavaServer.start();
    private static final MongoBench BENCH =
            MongoBench.on(SERVER.url(), CustomModelContract.withCustomUser(Schema.nextAuth()));

    @AfterAll
    static void stop() {
        BENCH.close();
        SERVER.close();
    }

    @Override
    public MongoBench bench() {
        return BENCH;
    }

    @Override
    public RoundTrips roundTrips() {
        return BENCH.watch()::roundTrips;
    }

    @Override
    public int cancelledLookups() {
        return 20_000;
    }
}
