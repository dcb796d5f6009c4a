// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.MutableClock;

/** The whole contract once more, with columns that the application added. */
class InMemoryCustomModelTest implements AdapterContract, CustomModelContract {

    private final MutableClock clock = MutableClock.create();
    private final Schema schema = CustomModelContract.withCustomUser(Schema.nextAuth());
    private final InMemoryAuthAdapter adapter = InMemoryAuthAdapter.create(
            ConnectOptions.defaults().withSchema(schema).withClock(clock));

    @Override
    public AuthAdapter adapter() {
        return adapter;
    }

    @Override
    public Backdoor backdoor() {
        return adapter.backdoor();
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int cancelledLookups() {
        return 1_000;
    }
}
