// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole contract on a server that has no {@code $lookup}. */
class MongoTwoRoundTripsContractTest implements MongoCursorContract, AdapterContract {

    private static final JavaServer SERVER = JavaServer.start(backend());
    private static final MongoBench BENCH = MongoBench.on(SERVER.url());

    private static ScriptedBackend backend() {
        ScriptedBackend backend = new ScriptedBackend(false);
        backend.refuse("$lookup", 238);
        return backend;
    }

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
    public int races() {
        return 20;
    }

    @Override
    public int cancelledLookups() {
        return 2_000;
    }

    @Test
    void lookupIsTwoRoundTrips() {
        String userId =
                Await.one(adapter().users().create(NewUser.of("Ada", null))).id();
        Await.one(adapter()
                .sessions()
                .create(NewSession.of("two-trips", userId, clock().instant().plus(Duration.ofHours(1)))));
        long before = BENCH.watch().roundTrips();

        assertThat(Await.maybe(adapter().sessions().findWithUser("two-trips"))).isPresent();
        assertThat(BENCH.watch().roundTrips() - before).isEqualTo(2);
        assertThat(Await.maybe(adapter().sessions().findWithUser("nobody"))).isEmpty();
        assertThat(BENCH.watch().roundTrips() - before).isEqualTo(3);
    }

    @Test
    void itIsSaidOnceInTheLog() {
        try (LogCapture log = LogCapture.start();
                MongoBench bench = MongoBench.on(SERVER.url())) {
            Await.maybe(bench.adapter().sessions().findWithUser("nobody"));
            Await.maybe(bench.adapter().sessions().findWithUser("nobody"));

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("$lookup"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("INFO").contains("two round trips"));
        }
    }
}
