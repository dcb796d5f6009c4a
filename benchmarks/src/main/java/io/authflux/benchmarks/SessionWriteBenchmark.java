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

/** How many single writes are done in a second, by so many callers who never stop. A write that is not done fails the run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@NullUnmarked
public class SessionWriteBenchmark {

    private static final int WRITES = 100;

    /** What is done. */
    @Param({"CREATE", "EXTEND", "CONSUME"})
    public Operation operation;

    /** The peer. */
    @Param("authflux")
    public String peer;

    /** How many writes are under way. */
    @Param({"1", "16", "64"})
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
        state = LoadState.open(peer, operation, callers, sessions, poolSize);
    }

    /**
     * Waits for answers.
     *
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    @OperationsPerInvocation(WRITES)
    public void write() throws InterruptedException {
        state.load().await(WRITES);
    }

    /** Closes everything; fails if any answer was wrong. */
    @TearDown
    public void close() {
        state.close();
    }
}
