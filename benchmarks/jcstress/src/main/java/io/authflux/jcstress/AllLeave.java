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
import org.openjdk.jcstress.infra.results.II_Result;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Both callers of a batch that is never answered leave: the lane is freed once, and serves whoever comes next. */
@JCStressTest
@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "the lane is free once")
@State
public class AllLeave {

    private final Sinks.One<Integer> reply = Sinks.one();

    private final Echo echo = new Echo(Map.of(1, reply.asMono(), 2, Mono.never()));

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", echo, new Coalescer.Limits(1, 10, 10));

    private final Caller one = new Caller();
    private final Caller other = new Caller();
    private final Caller next = new Caller();

    /** Two are on the wire together. */
    public AllLeave() {
        coalescer.find(1).subscribe(new Caller());
        coalescer.find(2).subscribe(one);
        coalescer.find(3).subscribe(other);
        reply.tryEmitValue(1);
    }

    /** One leaves. */
    @Actor
    public void oneLeaves() {
        one.cancel();
    }

    /** The other leaves. */
    @Actor
    public void otherLeaves() {
        other.cancel();
    }

    /**
     * What the next was told, and whether somebody is asked for while the lane is busy: it would be free twice.
     *
     * @param result the answer of the next, and whether he was asked for who must wait
     */
    @Arbiter
    public void told(II_Result result) {
        coalescer.find(4).subscribe(next);
        result.r1 = next.told();
        coalescer.find(2).subscribe(new Caller());
        coalescer.find(5).subscribe(new Caller());
        result.r2 = echo.asked(5);
    }
}
