// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.adapter.AuthAdapter;
import io.authflux.schema.Schema;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.ContractFixture;
import io.authflux.testkit.MutableClock;
import java.time.temporal.ChronoUnit;
import org.bson.types.ObjectId;

/** What every MongoDB server is to the contract. */
interface MongoFixture extends ContractFixture {

    MongoBench bench();

    @Override
    default AuthAdapter adapter() {
        return bench().adapter();
    }

    @Override
    default Backdoor backdoor() {
        return bench().backdoor();
    }

    @Override
    default MutableClock clock() {
        return bench().clock();
    }

    @Override
    default Schema schema() {
        return bench().schema();
    }

    @Override
    default void assertNothingLeaked() {
        bench().watch().assertNothingLeaked();
    }

    @Override
    default ChronoUnit instantPrecision() {
        return ChronoUnit.MILLIS;
    }

    @Override
    default String unknownUserId() {
        return new ObjectId().toHexString();
    }
}
