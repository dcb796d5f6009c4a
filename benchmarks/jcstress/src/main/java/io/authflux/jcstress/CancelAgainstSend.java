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

/** A caller who waits leaves while the busy lane is freed: his neighbour is answered, and so is whoever comes next. */
@JCStressTest
@Outcome(id = "3, 4", expect = Expect.ACCEPTABLE, desc = "nobody is forgotten")
@State
public class CancelAgainstSend {

    private final Sinks.One<Integer> reply = Sinks.one();

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", new Echo(Map.of(1, reply.asMono())), new Coalescer.Limits(1, 10, 10));

    private final Caller first = new Caller();
    private final Caller leaving = new Caller();
    private final Caller staying = new Caller();
    private final Caller next = new Caller();

    /** One is on the wire, two wait. */
    public CancelAgainstSend() {
        coalescer.find(1).subscribe(first);
        coalescer.find(2).subscribe(leaving);
        coalescer.find(3).subscribe(staying);
    }

    /** The lane is freed. */
    @Actor
    public void answer() {
        reply.tryEmitValue(1);
    }

    /** One who waited leaves. */
    @Actor
    public void cancel() {
        leaving.cancel();
    }

    /**
     * What the others were told.
     *
     * @param result the answers of the neighbour and of the next
     */
    @Arbiter
    public void told(II_Result result) {
        result.r1 = staying.told();
        coalescer.find(4).subscribe(next);
        result.r2 = next.told();
    }
}
