// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.MutableClock;

class InMemoryContractTest implements AdapterContract {

    private static final MutableClock CLOCK = MutableClock.create();
    private static final InMemoryAuthAdapter ADAPTER =
            InMemoryAuthAdapter.create(ConnectOptions.defaults().withClock(CLOCK));

    @Override
    public AuthAdapter adapter() {
        return ADAPTER;
    }

    @Override
    public Backdoor backdoor() {
        return ADAPTER.backdoor();
    }

    @Override
    public MutableClock clock() {
        return CLOCK;
    }

    @Override
    public Schema schema() {
        return Schema.nextAuth();
    }
}
