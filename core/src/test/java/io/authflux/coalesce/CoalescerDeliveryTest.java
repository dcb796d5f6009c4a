// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
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
import reactor.util.context.Context;

/** Where answers are given, and what callers may do to each other there. */
class CoalescerDeliveryTest {

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
        requireTwoWorkers();
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
        requireTwoWorkers();
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
        requireTwoWorkers();
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

        eventually(() -> source.asked().contains(List.of("next")));
    }

    @Test
    void schedulersThatAreMadeAnewAreUsed() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        var together = coalescer.find("b").toFuture();
        Schedulers.shutdownNow();

        source.answer();
        source.answer();

        assertThat(together.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void callersThatThrowHarmNobodyElse() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
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
