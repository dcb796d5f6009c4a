// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.peer.Operation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How many sessions are looked up in a second, by so many callers who never stop. Wrong answers fail the run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@NullUnmarked
public class SessionLookupBenchmark {

    private static final int LOOKUPS = 500;

    /** The peer. */
    @Param("authflux")
    public String peer;

    /** How many look-ups are under way. */
    @Param({"1", "16", "64", "256", "1024"})
    public int callers;

    /** How many sessions there are. */
    @Param("100000")
    public int sessions;

    /** How many connections a peer may have. */
    @Param("10")
    public int poolSize;

    private LoadState state;

    /** Opens the peer and lets the callers begin. */
    @Setup
    public void open() {
        state = LoadState.open(peer, Operation.LOOKUP, callers, sessions, poolSize);
    }

    /**
     * Waits for answers.
     *
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public void lookup() throws InterruptedException {
        state.load().await(LOOKUPS);
    }

    /** Closes everything; fails if any answer was wrong. */
    @TearDown
    public void close() {
        state.close();
    }
}
