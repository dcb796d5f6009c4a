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
import org.openjdk.jcstress.infra.results.III_Result;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A caller leaves while his answer arrives: the only lane is freed once, and serves whoever comes next. */
@JCStressTest
@Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "the answer came first")
@Outcome(id = "0, 2, 0", expect = Expect.ACCEPTABLE, desc = "he had left")
@State
public class CancelAgainstAnswer {

    private final Sinks.One<Integer> reply = Sinks.one();

    private final Echo echo = new Echo(Map.of(1, reply.asMono(), 3, Mono.never()));

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", echo, new Coalescer.Limits(1, 1, 10));

    private final Caller leaving = new Caller();
    private final Caller next = new Caller();

    /** The first caller's question is on the wire. */
    public CancelAgainstAnswer() {
        coalescer.find(1).subscribe(leaving);
    }

    /** The answer. */
    @Actor
    public void answer() {
        reply.tryEmitValue(1);
    }

    /** The caller leaves. */
    @Actor
    public void cancel() {
        leaving.cancel();
    }

    /**
     * What both were told, and whether somebody is asked for while the lane is busy: it would be free twice.
     *
     * @param result how many answers the first had, the second's answer, and whether he was asked for who must wait
     */
    @Arbiter
    public void told(III_Result result) {
        coalescer.find(2).subscribe(next);
        result.r1 = leaving.answers();
        result.r2 = next.told();
        coalescer.find(3).subscribe(new Caller());
        coalescer.find(4).subscribe(new Caller());
        result.r3 = echo.asked(4);
    }
}
