// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.peer.PeerSettings;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How much is answered in a second to so many callers who never stop. A wrong or missing answer fails the run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 6)
@Measurement(iterations = 5, time = 3)
@NullUnmarked
public abstract class LoadBenchmark {

    /** The peer. */
    @Param("authflux")
    public String peer;

    /** How many calls are under way. */
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
    abstract LoadState begin(PeerSettings settings);

    /** Opens the peer and lets the callers begin. */
    @Setup
    public void open() {
        state = begin(new PeerSettings(Target.given(), poolSize, callers));
    }

    /** Answers between two iterations are nobody's. */
    @Setup(Level.Iteration)
    public void restart() {
        state.load().restart();
    }

    /** Waits for so many answers. */
    void await(int answers) throws InterruptedException {
        state.load().await(answers);
    }

    /** Closes everything; fails if any answer was wrong. */
    @TearDown
    public void close() {
        state.close();
    }
}
