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
import reactor.core.publisher.Sinks;

/** Somebody comes while the only lane is freed: either he finds it free, or whoever frees it finds him. */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "nobody is forgotten")
@State
public class ArrivalAgainstAnswer {

    private final Sinks.One<Integer> reply = Sinks.one();

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", new Echo(Map.of(1, reply.asMono())), new Coalescer.Limits(1, 10, 10));

    private final Caller first = new Caller();
    private final Caller second = new Caller();

    /** One is on the wire. */
    public ArrivalAgainstAnswer() {
        coalescer.find(1).subscribe(first);
    }

    /** The lane is freed. */
    @Actor
    public void answer() {
        reply.tryEmitValue(1);
    }

    /** Somebody comes. */
    @Actor
    public void arrive() {
        coalescer.find(2).subscribe(second);
    }

    /**
     * What they were told.
     *
     * @param result each one's answer
     */
    @Arbiter
    public void told(II_Result result) {
        result.r1 = first.told();
        result.r2 = second.told();
    }
}
