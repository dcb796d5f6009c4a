// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.mock.MockPeers;
import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What a look-up costs on our side of the driver: the driver is one that does nothing, on a thread of its own. */
public class OverheadBenchmark extends LoadBenchmark {

    private static final int LOOKUPS = 500;

    @Override
    LoadState begin(PeerSettings settings) {
        PeerKind kind = PeerKind.of(peer);
        Population population = Population.of(settings.target().product(), sessions);
        return LoadState.start(
                kind, MockPeers.open(kind, settings, population, false), Operation.LOOKUP, population, settings);
    }

    /**
     * Waits for answers.
     *
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public void lookup() throws InterruptedException {
        await(LOOKUPS);
    }
}
