// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Where answers are given, and what callers may do to each other there. */
class CoalescerDeliveryTest {

    private final ManualSource source = new ManualSource();
    private final CountDownLatch slowMayGo = new CountDownLatch(1);

    @AfterEach
    void letTheSlowGo() {
        slowMayGo.countDown();
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

    @Test
    void aSlowCallerHoldsUpNobodyElse() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
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
    void whereKeysAreTriedOneByOneASlowCallerHoldsUpNobodyElse() throws Exception {
        Coalescer<String, String> coalescer = source.oneByOne(source::one);
        coalescer.find("a").subscribe();
        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        var other = coalescer.find("other").toFuture();

        source.answer();
        source.answer();
        source.answer();

        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:other");
    }

    @Test
    @Timeout(30)
    void whereTheSourceAnswersAtOnceWhoAsksIsNotHeldUpByTheAnswer() throws Exception {
        Coalescer<String, String> coalescer = source.oneByOne(key -> Mono.just("v:" + key));

        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        var other = coalescer.find("other").toFuture();

        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:other");
    }

    @Test
    void whoIsAloneIsAnsweredOnTheThreadOfTheSource() {
        Coalescer<String, String> coalescer = source.coalescer(1);
        var alone = coalescer.find("a").toFuture();

        source.answer();

        assertThat(alone).isCompletedWithValue("v:a");
    }

    @Test
    void whileEachCallerOfABatchWorksOnItsAnswerTheNextBatchIsSent() {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        coalescer.find("slow too").subscribe(value -> await(slowMayGo));
        source.answer();
        source.answer();

        coalescer.find("next").subscribe();

        eventually(() -> source.asked().contains(List.of("next")));
    }

    /** Their clock stands still, and they are gone after the test. */
    @Test
    void schedulersThatAreReplacedByATestsOwnAreNotUsed() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        VirtualTimeScheduler.getOrSet();
        try {
            coalescer.find("a").subscribe();
            coalescer.find("b").subscribe();
            var together = coalescer.find("c").toFuture();

            source.answer();
            source.answer();

            assertThat(together.get(5, TimeUnit.SECONDS)).isEqualTo("v:c");
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    /** Not even by twos, as where both tasks of a batch come to the thread that he holds. */
    @Test
    void aSlowCallerHoldsUpNoLaterBatch() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        coalescer.find("slow").subscribe(value -> await(slowMayGo));
        coalescer.find("b").subscribe();
        source.answer();
        source.answer();

        for (int i = 0; i < 20; i++) {
            coalescer.find("first" + i).subscribe();
            var one = coalescer.find("one" + i).toFuture();
            var other = coalescer.find("other" + i).toFuture();
            source.answer();
            source.answer();
            assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo("v:one" + i);
            assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("v:other" + i);
        }
    }

    @Test
    void whatElseRunsOnReactorsSchedulersHoldsUpNobody() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        coalescer.find("c").subscribe();
        var together = coalescer.find("b").toFuture();
        for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
            Schedulers.parallel().schedule(() -> await(slowMayGo));
        }

        source.answer();
        source.answer();

        assertThat(together.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void answersComeOnThreadsThatMustNotBeBlocked() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        coalescer.find("c").subscribe();
        var mayBlock = coalescer
                .find("b")
                .map(value -> !Schedulers.isInNonBlockingThread())
                .toFuture();

        source.answer();
        source.answer();

        assertThat(mayBlock.get(5, TimeUnit.SECONDS)).isFalse();
    }

    /** What {@code onNext} throws Reactor keeps from us; what an error's consumer throws it does not. */
    @Test
    void callersThatThrowHarmNobodyElse() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        // More than there are threads.
        for (int i = 0; i < 4 * Schedulers.DEFAULT_POOL_SIZE; i++) {
            coalescer.find("e" + i).subscribe(value -> {}, error -> {
                throw new NoClassDefFoundError("thrown by a subscriber on purpose");
            });
        }
        var other = coalescer.find("c").toFuture();
        source.answer();

        source.fail(new StoreUnavailableException("test.find", null));

        assertThat(ManualSource.errorOf(other)).isInstanceOf(StoreUnavailableException.class);
    }

    /** A statement serves several callers; none of them lends his context to it. */
    @Test
    void whatIsAskedRunsInNobodysContext() throws Exception {
        List<ContextView> contexts = Collections.synchronizedList(new ArrayList<>());
        Coalescer<String, String> coalescer = source.oneLane(
                key -> Mono.deferContextual(context -> {
                    contexts.add(context);
                    return source.one(key);
                }),
                keys -> Mono.deferContextual(context -> {
                    contexts.add(context);
                    return source.many(keys);
                }));
        var first = coalescer.find("a").contextWrite(Context.of("who", "x")).toFuture();
        var second = coalescer.find("b").contextWrite(Context.of("who", "y")).toFuture();
        var third = coalescer.find("c").contextWrite(Context.of("who", "z")).toFuture();

        source.answer();
        source.answer();

        for (var answered : List.of(first, second, third)) {
            assertThat(answered.get(5, TimeUnit.SECONDS)).startsWith("v:");
        }
        assertThat(contexts).hasSize(2).allMatch(ContextView::isEmpty);
    }

    /** They begin when somebody needs them first, and serve everybody. */
    @Test
    void threadsThatAnswerInheritNothing() throws InterruptedException {
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        user.set("the first caller's");
        List<String> seen = new ArrayList<>();
        Thread thread = new Delivery.AnswerThread(() -> seen.add(String.valueOf(user.get())));

        thread.start();
        thread.join();

        assertThat(seen).containsExactly("null");
    }

    @Test
    void everyCallerKeepsItsOwnContext() {
        Coalescer<String, String> coalescer = source.coalescer(1);
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
}
