// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
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
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

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
    @Override
    public Schema schema() {
        return isCustom()
                ? CustomModelContract.withCustomUser(Schema.nextAuth()).prefixed("shop_")
                : Schema.nextAuth();
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
        R2dbcAdapterBuilder builder =
                R2dbcAdapter.builder(counted).schema(schema()).clock(clock).synchronize(true);
        if (connections.blocking() != null) {
            builder.blockingOn(connections.blocking());
        }
        adapter = Await.one(builder.connect());
        backdoor = openBackdoor();
    }

    @AfterAll
    void close() throws Exception {
        if (backdoor instanceof AutoCloseable closeable) {
            closeable.close();
        }
        Await.done(connections.close());
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
        PoolMetrics metrics = connections.pool().getMetrics().orElseThrow();
        for (int i = 0; i < 1_000 && metrics.acquiredSize() > 0; i++) {
            Await.done(Mono.delay(Duration.ofMillis(10)));
        }
        assertThat(metrics.acquiredSize()).as("connections in use").isZero();
        assertThat(metrics.pendingAcquireSize()).as("callers who wait").isZero();
    }
}
