// SPDX-License-Identifier: Apache-2.0
package io.authflux.jcstress;

import io.authflux.coalesce.Coalescer;
import java.util.Map;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The only one who waits leaves while he is sent to a server that never answers: the lane serves whoever comes next. */
@JCStressTest
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "the lane is free")
@State
public class LastLeavesAgainstSend {

    private final Sinks.One<Integer> reply = Sinks.one();

    private final Coalescer<Integer, Integer> coalescer = new Coalescer<>(
            "jcstress", new Echo(Map.of(1, reply.asMono(), 2, Mono.never())), new Coalescer.Limits(1, 10, 10));

    private final Caller leaving = new Caller();
    private final Caller next = new Caller();

    /** One is on the wire, one waits. */
    public LastLeavesAgainstSend() {
        coalescer.find(1).subscribe(new Caller());
        coalescer.find(2).subscribe(leaving);
    }

    /** The lane is freed. */
    @Actor
    public void answer() {
        reply.tryEmitValue(1);
    }

    /** Who waited leaves. */
    @Actor
    public void cancel() {
        leaving.cancel();
    }

    /**
     * What the next was told.
     *
     * @param result the answer of the next
     */
    @Arbiter
    public void told(I_Result result) {
        coalescer.find(3).subscribe(next);
        result.r1 = next.told();
    }
}
