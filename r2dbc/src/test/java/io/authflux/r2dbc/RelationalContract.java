// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.CustomModelContract;
import io.authflux.testkit.MutableClock;
import io.authflux.testkit.RoundTripContract;
import io.authflux.testkit.RoundTrips;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole contract on one relational database. A subclass says where the database is and how to look at it past the
 * code under test; the pool is watched for leaks and the statements are counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RelationalContract implements AdapterContract, RoundTripContract {

    private final MutableClock clock = MutableClock.create();
    private final AtomicLong statements = new AtomicLong();
    private Connections connections;
    private R2dbcAdapter adapter;
    private Backdoor backdoor;

    /** Where an empty database is. */
    abstract DatabaseConfig config();

    /** The other way to the same database. */
    abstract Backdoor openBackdoor();

    /** A class that also takes the contract of the custom model has one, with columns and names that it chose. */
    Layout layout() {
        return isCustom()
                ? Layout.of(
                        CustomModelContract.withCustomUser(Schema.nextAuth()).prefixed("shop_"))
                : Layouts.nextAuth();
    }

    @Override
    public Schema schema() {
        return layout().on(Family.of(config().type()));
    }

    private boolean isCustom() {
        return this instanceof CustomModelContract;
    }

    @Override
    public int races() {
        return isCustom() ? 10 : usualRaces();
    }

    @Override
    public int cancelledLookups() {
        return isCustom() ? 1_000 : usualCancelledLookups();
    }

    /** How often a race is run where the model is NextAuth's. */
    int usualRaces() {
        return AdapterContract.super.races();
    }

    /** How many lookups are cancelled where the model is NextAuth's. */
    int usualCancelledLookups() {
        return AdapterContract.super.cancelledLookups();
    }

    @BeforeAll
    void open() {
        connections = Connector.opener(config()).get();
        ConnectionFactory counted = ProxyConnectionFactory.builder(connections.live())
                .onBeforeQuery(query -> statements.incrementAndGet())
                .build();
        R2dbcAdapterBuilder builder = customize(
                R2dbcAdapter.builder(counted).layout(layout()).clock(clock).synchronize(true));
        if (connections.blocking() != null) {
            builder.blockingOn(connections.blocking());
        }
        adapter = Await.one(builder.connect());
        backdoor = openBackdoor();
    }

    /** For what only some databases need. */
    R2dbcAdapterBuilder customize(R2dbcAdapterBuilder builder) {
        return builder;
    }

    @AfterAll
    void close() throws Exception {
        if (backdoor instanceof AutoCloseable closeable) {
            closeable.close();
        }
        // Where the server is missing there is nothing to close.
        if (connections != null) {
            Await.done(connections.close());
        }
    }

    @Override
    public AuthAdapter adapter() {
        return adapter;
    }

    @Override
    public Backdoor backdoor() {
        return backdoor;
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    @Override
    public RoundTrips roundTrips() {
        return statements::get;
    }

    /** A cancelled call gives its connection back in its own time, but soon. */
    @Override
    public void assertNothingLeaked() {
        Fresh.assertIdle(connections);
    }
}
