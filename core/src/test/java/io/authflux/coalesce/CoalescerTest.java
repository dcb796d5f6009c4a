// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.StoreBusyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who travels with whom, and who leaves. */
class CoalescerTest {

    private final ManualSource source = new ManualSource();

    private static List<Throwable> errors(Mono<String> lookup) {
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        lookup.subscribe(v -> {}, errors::add);
        return errors;
    }

    @Test
    void anIdleLaneTakesALookupAtOnceAndAlone() {
        var answer = source.coalescer(1).find("a").toFuture();

        assertThat(source.asked()).containsExactly(List.of("a"));
        source.answer();
        assertThat(answer).isCompletedWithValue("v:a");
    }

    @Test
    void whileTheLaneIsBusyLookupsGatherAndGoOutTogetherEachKeyOnce() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        var first = coalescer.find("a").toFuture();
        var second = coalescer.find("b").toFuture();
        var third = coalescer.find("c").toFuture();
        var again = coalescer.find("b").toFuture();

        source.answer();
        assertThat(source.asked()).containsExactly(List.of("a"), List.of("b", "c"));
        source.answer();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("v:a");
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
        assertThat(third.get(5, TimeUnit.SECONDS)).isEqualTo("v:c");
        assertThat(again.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void whatIsOnTheWireIsNeverShared() {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        coalescer.find("a").subscribe();

        source.answer();

        assertThat(source.asked()).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void aSecondLaneIsUsedBeforeAnythingGathers() {
        Coalescer<String, String> coalescer = source.coalescer(2);

        Flux.range(0, 5).flatMap(i -> coalescer.find("k" + i)).subscribe();

        assertThat(source.asked()).containsExactly(List.of("k0"), List.of("k1"));
        source.answer();
        assertThat(source.asked()).last().isEqualTo(List.of("k2", "k3", "k4"));
    }

    @Test
    void aLaneLeavesTheOthersTheirShare() {
        Coalescer<String, String> coalescer = source.coalescer(2);
        Flux.range(0, 102).flatMap(i -> coalescer.find("k" + i), 102).subscribe();

        source.answer();
        source.answer();
        source.answer();

        assertThat(source.asked()).extracting(List::size).containsExactly(1, 1, 50, 32, 18);
    }

    @Test
    void whoAskForTheSameTravelTogether() {
        Coalescer<String, String> coalescer = source.coalescer(2);
        Flux.range(0, 102)
                .flatMap(i -> coalescer.find(i < 2 ? "k" + i : "popular"), 102)
                .subscribe();

        source.answer();

        assertThat(source.asked()).containsExactly(List.of("k0"), List.of("k1"), List.of("popular"));
    }

    @Test
    void aBatchIsNoLargerThanItMayBe() {
        Coalescer<String, String> coalescer = source.coalescer(new Coalescer.Limits(1, 3, 10_000));
        Flux.range(0, 8).flatMap(i -> coalescer.find("k" + i)).subscribe();

        source.answer();
        source.answer();
        source.answer();

        assertThat(source.asked()).extracting(List::size).containsExactly(1, 3, 3, 1);
    }

    @Test
    void whoeverLeavesBeforeItIsSentIsNotAskedFor() {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        Disposable left = coalescer.find("b").subscribe();
        coalescer.find("c").subscribe();

        left.dispose();
        source.answer();

        assertThat(source.asked()).containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void whoeverLeavesLaterHarmsNobody() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        Disposable left = coalescer.find("b").subscribe();
        var stayed = coalescer.find("b").toFuture();
        source.answer();

        left.dispose();
        source.answer();

        assertThat(stayed.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    /** Like a server that does not answer: until the timeout nobody else would be asked for. */
    @Test
    void whatNobodyWaitsForIsCancelledAndTheLaneIsFree() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        Disposable alone = coalescer.find("a").subscribe();
        List<Disposable> together = Stream.of("b", "c", "b")
                .map(key -> coalescer.find(key).subscribe())
                .toList();

        alone.dispose();
        assertThat(source.cancelled()).containsExactly(List.of("a"));
        assertThat(source.asked()).last().isEqualTo(List.of("b", "c"));
        var next = coalescer.find("d").toFuture();
        together.forEach(Disposable::dispose);

        assertThat(source.cancelled()).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(source.asked()).last().isEqualTo(List.of("d"));
        source.answerLast();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("v:d");
    }

    @Test
    void absentKeysAreEmpty() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        var alone = coalescer.find("absent1").toFuture();
        var together = coalescer.find("absent2").toFuture();
        coalescer.find("b").subscribe();

        source.answer();
        source.answer();

        assertThat(alone.get(5, TimeUnit.SECONDS)).isNull();
        assertThat(together.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aFullQueueFailsAtOnceAndPassingly() {
        Coalescer<String, String> coalescer = source.coalescer(new Coalescer.Limits(1, 256, 1));
        coalescer.find("a").subscribe();
        coalescer.find("b").subscribe();

        assertThat(errors(coalescer.find("c"))).singleElement().isInstanceOf(StoreBusyException.class);

        source.answer();
        assertThat(source.asked()).last().isEqualTo(List.of("b"));
        coalescer.find("d").subscribe();
        source.answer();
        assertThat(source.asked()).last().isEqualTo(List.of("d"));
    }

    @Test
    void nothingIsAskedBeforeASubscription() {
        Mono<String> lookup = source.coalescer(1).find("a");

        assertThat(source.asked()).isEmpty();
        lookup.subscribe();
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new Coalescer.Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coalescer.Limits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coalescer.Limits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
