// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class CoalescerTest {

    private static final Coalescer.Limits ONE_LANE = new Coalescer.Limits(1, 256, 10_000);

    /** Answers key "k" with "v:k" when it is told to; what is asked is on record. */
    private static final class ManualSource implements LookupSource<String, String> {

        private final List<List<String>> asked = Collections.synchronizedList(new ArrayList<>());
        private final List<List<String>> cancelled = Collections.synchronizedList(new ArrayList<>());
        private final ConcurrentLinkedQueue<Sinks.Empty<Void>> gates = new ConcurrentLinkedQueue<>();

        private Mono<Void> gate(List<String> keys) {
            asked.add(keys);
            Sinks.Empty<Void> gate = Sinks.empty();
            gates.add(gate);
            return gate.asMono().doOnCancel(() -> cancelled.add(keys));
        }

        @Override
        public Mono<String> one(String key) {
            return Mono.defer(() -> gate(List.of(key)).then(Mono.justOrEmpty(value(key))));
        }

        @Override
        public Mono<List<String>> many(List<String> keys) {
            return Mono.defer(() -> gate(List.copyOf(keys))
                    .then(Mono.fromSupplier(
                            () -> keys.stream().flatMap(ManualSource::values).toList())));
        }

        /** Each key that there is has two values; and some come that nobody asked for. */
        private static Stream<String> values(String key) {
            return key.startsWith("absent")
                    ? Stream.of("v:nobody")
                    : Stream.of("v:" + key, "v:nobody", "v:" + key + "#2");
        }

        @Override
        public String key(String value) {
            return value.substring("v:".length()).replace("#2", "");
        }

        private static @Nullable String value(String key) {
            return key.startsWith("absent") ? null : "v:" + key;
        }

        void answer() {
            gates.remove().tryEmitEmpty().orThrow();
        }

        void answerLast() {
            while (gates.size() > 1) {
                gates.remove();
            }
            answer();
        }

        void fail(Throwable error) {
            gates.remove().tryEmitError(error).orThrow();
        }
    }

    private final ManualSource source = new ManualSource();
    private final CountDownLatch slowMayGo = new CountDownLatch(1);

    @AfterEach
    void letTheSlowGo() {
        slowMayGo.countDown();
    }

    /** On a single one a slow caller holds up everybody. */
    private static void requireTwoWorkers() {
        assumeThat(Schedulers.DEFAULT_POOL_SIZE).isGreaterThan(1);
    }

    private Coalescer<String, String> coalescer(Coalescer.Limits limits) {
        return new Coalescer<>("test.find", source, limits);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eventually(BooleanSupplier holds) {
        Flux.interval(Duration.ofMillis(1), Schedulers.single())
                .takeUntil(turn -> holds.getAsBoolean())
                .blockLast(Duration.ofSeconds(30));
    }

    private static List<Throwable> errors(Mono<String> lookup) {
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        lookup.subscribe(v -> {}, errors::add);
        return errors;
    }

    @Test
    void anIdleLaneTakesALookupAtOnceAndAlone() {
        var answer = coalescer(ONE_LANE).find("a").toFuture();

        assertThat(source.asked).containsExactly(List.of("a"));
        source.answer();
        assertThat(answer).isCompletedWithValue("v:a");
    }

    @Test
    void whileTheLaneIsBusyLookupsGatherAndGoOutTogetherEachKeyOnce() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        var first = coalescer.find("a").toFuture();
        var second = coalescer.find("b").toFuture();
        var third = coalescer.find("c").toFuture();
        var again = coalescer.find("b").toFuture();

        source.answer();
        assertThat(source.asked).containsExactly(List.of("a"), List.of("b", "c"));
        source.answer();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("v:a");
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
        assertThat(third.get(5, TimeUnit.SECONDS)).isEqualTo("v:c");
        assertThat(again.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void whatIsOnTheWireIsNeverShared() {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        coalescer.find("a").subscribe();

        source.answer();

        assertThat(source.asked).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void aSecondLaneIsUsedBeforeAnythingGathers() {
        Coalescer<String, String> coalescer = coalescer(new Coalescer.Limits(2, 256, 10_000));

        Flux.range(0, 5).flatMap(i -> coalescer.find("k" + i)).subscribe();

        assertThat(source.asked).containsExactly(List.of("k0"), List.of("k1"));
        source.answer();
        assertThat(source.asked).last().isEqualTo(List.of("k2", "k3", "k4"));
    }

    @Test
    void aLaneLeavesTheOthersTheirShare() {
        Coalescer<String, String> coalescer = coalescer(new Coalescer.Limits(2, 256, 10_000));
        Flux.range(0, 102).flatMap(i -> coalescer.find("k" + i), 102).subscribe();

        source.answer();
        source.answer();
        source.answer();

        assertThat(source.asked).extracting(List::size).containsExactly(1, 1, 50, 32, 18);
    }

    @Test
    void whoAskForTheSameTravelTogether() {
        Coalescer<String, String> coalescer = coalescer(new Coalescer.Limits(2, 256, 10_000));
        Flux.range(0, 102)
                .flatMap(i -> coalescer.find(i < 2 ? "k" + i : "popular"), 102)
                .subscribe();

        source.answer();

        assertThat(source.asked).containsExactly(List.of("k0"), List.of("k1"), List.of("popular"));
    }

    @Test
    void aBatchIsNoLargerThanItMayBe() {
        Coalescer<String, String> coalescer = coalescer(new Coalescer.Limits(1, 3, 10_000));
        Flux.range(0, 8).flatMap(i -> coalescer.find("k" + i)).subscribe();

        source.answer();
        source.answer();
        source.answer();

        assertThat(source.asked).extracting(List::size).containsExactly(1, 3, 3, 1);
    }

    @Test
    void whoeverLeavesBeforeItIsSentIsNotAskedFor() {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        Disposable left = coalescer.find("b").subscribe();
        coalescer.find("c").subscribe();

        left.dispose();
        source.answer();

        assertThat(source.asked).containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void whoeverLeavesLaterHarmsNobody() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
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
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        Disposable alone = coalescer.find("a").subscribe();
        List<Disposable> together = Stream.of("b", "c", "b")
                .map(key -> coalescer.find(key).subscribe())
                .toList();

        alone.dispose();
        assertThat(source.cancelled).containsExactly(List.of("a"));
        assertThat(source.asked).last().isEqualTo(List.of("b", "c"));
        var next = coalescer.find("d").toFuture();
        together.forEach(Disposable::dispose);

        assertThat(source.cancelled).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(source.asked).last().isEqualTo(List.of("d"));
        source.answerLast();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("v:d");
    }

    @Test
    void whatFailedIsNotTriedAgainForThoseWhoLeft() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        var stayed = coalescer.find("b").toFuture();
        Disposable left = coalescer.find("c").subscribe();
        Disposable leftLater = coalescer.find("d").subscribe();
        source.answer();
        left.dispose();
        source.fail(new StoreFailureException("many", null));
        source.answer();
        assertThat(stayed.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
        assertThat(source.asked).last().isEqualTo(List.of("d"));

        leftLater.dispose();

        assertThat(source.cancelled).containsExactly(List.of("d"));
        coalescer.find("e").subscribe();
        assertThat(source.asked).last().isEqualTo(List.of("e"));
    }

    @Test
    void absentKeysAreEmpty() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
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
        Coalescer<String, String> coalescer = coalescer(new Coalescer.Limits(1, 256, 1));
        coalescer.find("a").subscribe();
        coalescer.find("b").subscribe();

        assertThat(errors(coalescer.find("c"))).singleElement().isInstanceOf(StoreBusyException.class);

        source.answer();
        assertThat(source.asked).last().isEqualTo(List.of("b"));
        coalescer.find("d").subscribe();
        source.answer();
        assertThat(source.asked).last().isEqualTo(List.of("d"));
    }

    @Test
    void aFailureOfTheMomentIsEverybodysAndTheLaneGoesOn() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        var lost = coalescer.find("b").toFuture();
        var lostToo = coalescer.find("c").toFuture();
        source.answer();

        source.fail(new StoreUnavailableException("test.find", null));

        for (var future : List.of(lost, lostToo)) {
            assertThat(future.handle((value, error) -> error).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        var next = coalescer.find("d").toFuture();
        source.answer();
        assertThat(next).isCompletedWithValue("v:d");
    }

    /** Knows no way to ask for many at once. */
    private abstract class OneByOne implements LookupSource<String, String> {

        @Override
        public Mono<List<String>> many(List<String> keys) {
            return Mono.error(new StoreFailureException("many", null));
        }

        @Override
        public String key(String value) {
            return source.key(value);
        }
    }

    private final LookupSource<String, String> poisoned = new OneByOne() {
        @Override
        public Mono<String> one(String key) {
            return key.equals("bad") ? Mono.error(new StoreFailureException("one", null)) : source.one(key);
        }
    };

    @Test
    void aDriverThatCannotBeLoadedIsAnErrorOfItsCallersAlone() throws Exception {
        AtomicBoolean missing = new AtomicBoolean(true);
        LookupSource<String, String> breaking = new OneByOne() {
            @Override
            public Mono<String> one(String key) {
                if (missing.getAndSet(false)) {
                    throw new NoClassDefFoundError("missing on purpose");
                }
                return Mono.just("v:" + key);
            }
        };
        Coalescer<String, String> coalescer = new Coalescer<>("test.find", breaking, ONE_LANE);

        var first = coalescer.find("a").toFuture();

        assertThat(first.handle((value, error) -> error).get(5, TimeUnit.SECONDS))
                .isInstanceOf(StoreFailureException.class);
        assertThat(coalescer.find("b").toFuture().get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void whereKeysAreTriedOneByOneASlowCallerHoldsUpNobodyElse() throws Exception {
        requireTwoWorkers();
        Coalescer<String, String> coalescer = new Coalescer<>("test.find", poisoned, ONE_LANE);
        coalescer.find("a").subscribe();
        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        var other = coalescer.find("other").toFuture();

        source.answer();
        source.answer();
        source.answer();

        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:other");
    }

    @Test
    void oneBadKeyHarmsOnlyItself() throws Exception {
        Coalescer<String, String> coalescer = new Coalescer<>("test.find", poisoned, ONE_LANE);
        coalescer.find("a").subscribe();
        var good = coalescer.find("good").toFuture();
        var bad = coalescer.find("bad").toFuture();
        var better = coalescer.find("better").toFuture();

        source.answer();
        source.answer();
        source.answer();

        assertThat(good.get(5, TimeUnit.SECONDS)).isEqualTo("v:good");
        assertThat(better.get(5, TimeUnit.SECONDS)).isEqualTo("v:better");
        assertThat(bad.handle((value, error) -> error).get(5, TimeUnit.SECONDS))
                .isInstanceOf(StoreFailureException.class);
    }

    @Test
    void aSlowCallerHoldsUpNobodyElse() throws Exception {
        requireTwoWorkers();
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        List<CompletableFuture<String>> others = IntStream.range(0, 50)
                .mapToObj(i -> coalescer.find("k" + i).toFuture())
                .toList();

        source.answer();
        source.answer();

        for (int i = 0; i < others.size(); i++) {
            assertThat(others.get(i).get(5, TimeUnit.SECONDS)).isEqualTo("v:k" + i);
        }
    }

    @Test
    void whereKeysAreTriedOneByOneAFailureOfTheMomentIsEverybodys() throws Exception {
        List<String> tried = Collections.synchronizedList(new ArrayList<>());
        Coalescer<String, String> coalescer = new Coalescer<>(
                "test.find",
                new OneByOne() {
                    @Override
                    public Mono<String> one(String key) {
                        tried.add(key);
                        return key.equals("second")
                                ? Mono.error(new StoreUnavailableException("gone", null))
                                : source.one(key);
                    }
                },
                ONE_LANE);
        coalescer.find("a").subscribe();
        var first = coalescer.find("first").toFuture();
        var second = coalescer.find("second").toFuture();
        var third = coalescer.find("third").toFuture();

        source.answer();
        source.answer();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("v:first");
        for (var failed : List.of(second, third)) {
            assertThat(failed.handle((value, error) -> error).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(tried).containsExactly("a", "first", "second");
        var next = coalescer.find("next").toFuture();
        source.answer();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("v:next");
    }

    @Test
    @Timeout(30)
    void whereTheSourceAnswersAtOnceWhoAsksIsNotHeldUpByTheAnswer() throws Exception {
        requireTwoWorkers();
        Coalescer<String, String> coalescer = new Coalescer<>(
                "test.find",
                new OneByOne() {
                    @Override
                    public Mono<String> one(String key) {
                        return Mono.just("v:" + key);
                    }
                },
                ONE_LANE);

        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        var other = coalescer.find("other").toFuture();

        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:other");
    }

    @Test
    void whoIsAloneIsAnsweredOnTheThreadOfTheSource() {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        var alone = coalescer.find("a").toFuture();

        source.answer();

        assertThat(alone).isCompletedWithValue("v:a");
    }

    @Test
    void whileEachCallerOfABatchWorksOnItsAnswerTheNextBatchIsSent() {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        // Where there is a single worker, it has to get as far as the second.
        coalescer.find("slow").subscribe(value -> {
            if (Schedulers.DEFAULT_POOL_SIZE > 1) {
                await(slowMayGo);
            }
        });
        coalescer.find("slow too").subscribe(value -> await(slowMayGo));
        source.answer();
        source.answer();

        coalescer.find("next").subscribe();

        eventually(() -> source.asked.contains(List.of("next")));
    }

    @Test
    void schedulersThatAreMadeAnewAreUsed() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        var together = coalescer.find("b").toFuture();
        Schedulers.shutdownNow();

        source.answer();
        source.answer();

        assertThat(together.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void callersThatThrowHarmNobodyElse() throws Exception {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();
        coalescer.find("b").subscribe(value -> {
            throw new IllegalStateException("thrown by a subscriber on purpose");
        });
        // More than there are workers.
        for (int i = 0; i < 2 * Schedulers.DEFAULT_POOL_SIZE; i++) {
            coalescer.find("e" + i).subscribe(value -> {
                throw new NoClassDefFoundError("thrown by a subscriber on purpose");
            });
        }
        var other = coalescer.find("c").toFuture();

        source.answer();
        source.answer();

        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:c");
    }

    @Test
    void everyCallerKeepsItsOwnContext() {
        Coalescer<String, String> coalescer = coalescer(ONE_LANE);
        coalescer.find("a").subscribe();

        Flux<String> two = Flux.just("x", "y").flatMap(name -> coalescer
                .find(name)
                .flatMap(value -> Mono.deferContextual(context -> Mono.just(context.get("who") + "=" + value)))
                .contextWrite(Context.of("who", name)));

        StepVerifier.create(two.sort())
                .then(source::answer)
                .then(source::answer)
                .expectNext("x=v:x", "y=v:y")
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void nothingIsAskedBeforeASubscription() {
        Mono<String> lookup = coalescer(ONE_LANE).find("a");

        assertThat(source.asked).isEmpty();
        lookup.subscribe();
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new Coalescer.Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coalescer.Limits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coalescer.Limits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
