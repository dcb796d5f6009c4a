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
import org.openjdk.jcstress.infra.results.IIII_Result;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Both lanes are freed while somebody comes: all are answered, and no more than two lanes are free. */
@JCStressTest
@Outcome(id = "1, 2, 3, 0", expect = Expect.ACCEPTABLE, desc = "nobody is forgotten, each lane is free once")
@State
public class TwoLanesFreed {

    private final Sinks.One<Integer> reply = Sinks.one();
    private final Sinks.One<Integer> otherReply = Sinks.one();

    private final Echo echo =
            new Echo(Map.of(1, reply.asMono(), 2, otherReply.asMono(), 4, Mono.never(), 5, Mono.never()));

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", echo, new Coalescer.Limits(2, 1, 10));

    private final Caller one = new Caller();
    private final Caller other = new Caller();
    private final Caller comes = new Caller();

    /** Two are on the wire. */
    public TwoLanesFreed() {
        coalescer.find(1).subscribe(one);
        coalescer.find(2).subscribe(other);
    }

    /** One lane is freed. */
    @Actor
    public void answer() {
        reply.tryEmitValue(1);
    }

    /** So is the other. */
    @Actor
    public void answerOther() {
        otherReply.tryEmitValue(2);
    }

    /** Somebody comes. */
    @Actor
    public void arrive() {
        coalescer.find(3).subscribe(comes);
    }

    /**
     * What they were told, and whether somebody is asked for while both lanes are busy: one would be free twice.
     *
     * @param result each one's answer, and whether he was asked for who must wait
     */
    @Arbiter
    public void told(IIII_Result result) {
        result.r1 = one.told();
        result.r2 = other.told();
        result.r3 = comes.told();
        coalescer.find(4).subscribe(new Caller());
        coalescer.find(5).subscribe(new Caller());
        coalescer.find(6).subscribe(new Caller());
        result.r4 = echo.asked(6);
    }
}
