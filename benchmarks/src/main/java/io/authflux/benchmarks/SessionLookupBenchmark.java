// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.PeerSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** How many sessions are looked up in a second, together with their users. */
public class SessionLookupBenchmark extends LoadBenchmark {

    private static final int LOOKUPS = 500;

    @Override
    LoadState begin(PeerSettings settings) {
        return LoadState.open(peer, Operation.LOOKUP, settings, sessions);
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
