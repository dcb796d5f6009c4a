// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.mock.MockPeers;
import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
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

/** What a look-up costs on our side of the driver: the driver is one that does nothing, on a thread of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@NullUnmarked
public class OverheadBenchmark {

    private static final int LOOKUPS = 500;

    /** The peer. */
    @Param({"authflux", "driver", "driver-pool"})
    public String peer;

    /** How many look-ups are under way. */
    @Param({"1", "64", "256"})
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
        Target target = Target.given();
        PeerKind kind = PeerKind.of(peer);
        Population population = Population.of(target.product(), sessions);
        PeerSettings settings = new PeerSettings(target, poolSize, callers);
        state = LoadState.start(
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
        state.load().await(LOOKUPS);
    }

    /** Closes everything; fails if any answer was wrong. */
    @TearDown
    public void close() {
        state.close();
    }
}
