// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.PeerSettings;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** How many single writes are done in a second. */
@NullUnmarked
public class SessionWriteBenchmark extends LoadBenchmark {

    private static final int WRITES = 100;

    /** What is done. */
    @Param({"CREATE", "EXTEND", "CONSUME"})
    public Operation operation;

    @Override
    LoadState begin(PeerSettings settings) {
        return LoadState.open(peer, operation, settings, sessions);
    }

    /**
     * Waits for answers.
     *
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    @OperationsPerInvocation(WRITES)
    public void write() throws InterruptedException {
        await(WRITES);
    }
}
