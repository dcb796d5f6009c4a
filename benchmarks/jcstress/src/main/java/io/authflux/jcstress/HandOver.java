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

/** Two callers and one lane: whoever comes while it is busy is taken along by whoever frees it. */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "everybody has his own answer, once")
@State
public class HandOver {

    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jcstress", new Echo(Map.of()), new Coalescer.Limits(1, 2, 10));

    private final Caller first = new Caller();
    private final Caller second = new Caller();

    /** A caller. */
    @Actor
    public void one() {
        coalescer.find(1).subscribe(first);
    }

    /** Another. */
    @Actor
    public void two() {
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
