// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** Sources that fail: who is told, and what is tried again. */
class CoalescerFailureTest {

    private final ManualSource source = new ManualSource();

    private Mono<String> poisoned(String key) {
        return key.equals("bad") ? Mono.error(new StoreFailureException("one", null)) : source.one(key);
    }

    @Test
    void aFailureOfTheMomentIsEverybodysAndTheLaneGoesOn() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        var lost = coalescer.find("b").toFuture();
        var lostToo = coalescer.find("c").toFuture();
        source.answer();

        source.fail(new StoreUnavailableException("test.find", null));

        for (var future : List.of(lost, lostToo)) {
            assertThat(ManualSource.errorOf(future)).isInstanceOf(StoreUnavailableException.class);
        }
        var next = coalescer.find("d").toFuture();
        source.answer();
        assertThat(next).isCompletedWithValue("v:d");
    }

    @Test
    void aDriverThatCannotBeLoadedIsAnErrorOfItsCallersAlone() throws Exception {
        AtomicBoolean missing = new AtomicBoolean(true);
        Coalescer<String, String> coalescer = source.oneByOne(key -> {
            if (missing.getAndSet(false)) {
                throw new NoClassDefFoundError("missing on purpose");
            }
            return Mono.just("v:" + key);
        });

        var first = coalescer.find("a").toFuture();

        assertThat(ManualSource.errorOf(first)).isInstanceOf(StoreFailureException.class);
        assertThat(coalescer.find("b").toFuture().get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    @Test
    void oneBadKeyHarmsOnlyItself() throws Exception {
        Coalescer<String, String> coalescer = source.oneByOne(this::poisoned);
        coalescer.find("a").subscribe();
        var good = coalescer.find("good").toFuture();
        var bad = coalescer.find("bad").toFuture();
        var better = coalescer.find("better").toFuture();

        source.answer();
        source.answer();
        source.answer();

        assertThat(good.get(5, TimeUnit.SECONDS)).isEqualTo("v:good");
        assertThat(better.get(5, TimeUnit.SECONDS)).isEqualTo("v:better");
        assertThat(ManualSource.errorOf(bad)).isInstanceOf(StoreFailureException.class);
    }

    @Test
    void whereKeysAreTriedOneByOneAFailureOfTheMomentIsEverybodys() throws Exception {
        List<String> tried = Collections.synchronizedList(new ArrayList<>());
        Coalescer<String, String> coalescer = source.oneByOne(key -> {
            tried.add(key);
            return key.equals("second") ? Mono.error(new StoreUnavailableException("gone", null)) : source.one(key);
        });
        coalescer.find("a").subscribe();
        var first = coalescer.find("first").toFuture();
        var second = coalescer.find("second").toFuture();
        var third = coalescer.find("third").toFuture();

        source.answer();
        source.answer();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("v:first");
        for (var failed : List.of(second, third)) {
            assertThat(ManualSource.errorOf(failed)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(tried).containsExactly("a", "first", "second");
        var next = coalescer.find("next").toFuture();
        source.answer();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("v:next");
    }

    @Test
    void whatFailedIsNotTriedAgainForThoseWhoLeft() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        var stayed = coalescer.find("b").toFuture();
        Disposable left = coalescer.find("c").subscribe();
        Disposable leftLater = coalescer.find("d").subscribe();
        source.answer();
        left.dispose();
        source.fail(new StoreFailureException("many", null));
        source.answer();
        assertThat(stayed.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
        assertThat(source.asked()).last().isEqualTo(List.of("d"));

        leftLater.dispose();

        assertThat(source.cancelled()).containsExactly(List.of("d"));
        coalescer.find("e").subscribe();
        assertThat(source.asked()).last().isEqualTo(List.of("e"));
    }

    /** What Reactor notes down on an error on its way to one caller is none of the others' business. */
    @Test
    void everybodyHasAnErrorOfHisOwn() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        coalescer.find("a").subscribe();
        var noted = coalescer.find("b").checkpoint("the path of one").toFuture();
        var other = coalescer.find("c").toFuture();
        source.answer();
        StoreUnavailableException failure =
                new StoreUnavailableException("test.find", new IllegalStateException("away"));

        failure.addSuppressed(new IllegalStateException("noted on the way to the coalescer"));
        source.fail(failure);

        Throwable one = ManualSource.errorOf(noted);
        assertThat(one).hasStackTraceContaining("the path of one");
        assertThat(ManualSource.errorOf(other))
                .isInstanceOf(StoreUnavailableException.class)
                .isNotSameAs(one)
                .hasMessage(failure.getMessage())
                .hasCause(failure.getCause())
                .hasNoSuppressedExceptions();
    }

    /** As where a column of fixed length fills values up with blanks. */
    @Test
    void whereTheDatabaseFindsWhatIsEqualToItAloneTheRestIsTriedOneByOne() throws Exception {
        Coalescer<String, String> coalescer = source.oneLane(
                source::one,
                keys -> Mono.just(keys.stream()
                        .filter(key -> !key.startsWith("absent"))
                        .map(key -> "v:" + key + (key.equals("short") ? "   " : ""))
                        .toList()));
        coalescer.find("a").subscribe();
        var whole = coalescer.find("whole").toFuture();
        var filledUp = coalescer.find("short").toFuture();
        var absent = coalescer.find("absent").toFuture();

        for (int i = 0; i < 3; i++) {
            source.answer();
        }

        assertThat(source.asked()).as("once alone").containsExactly(List.of("a"), List.of("short"), List.of("absent"));
        assertThat(whole.get(5, TimeUnit.SECONDS)).isEqualTo("v:whole");
        assertThat(filledUp.get(5, TimeUnit.SECONDS)).isEqualTo("v:short");
        assertThat(absent.get(5, TimeUnit.SECONDS)).isNull();
    }

    /** As in MySQL's columns that ignore case: somebody's own token in other letters must not cost the others of a batch a statement each. */
    @Test
    void whereKeysAreComparedMoreStrictlyAloneWhatNobodyAskedForIsNobodys() throws Exception {
        Coalescer<String, String> coalescer = source.oneLane(source::one, keys -> Mono.just(List.of("v:token")), true);
        coalescer.find("a").subscribe();
        var otherLetters = coalescer.find("TOKEN").toFuture();
        var absent = coalescer.find("absent").toFuture();

        source.answer();

        assertThat(otherLetters.get(5, TimeUnit.SECONDS)).isNull();
        assertThat(absent.get(5, TimeUnit.SECONDS)).isNull();
        assertThat(source.asked()).as("alone").containsExactly(List.of("a"));
    }

    @Test
    void aDriverThatCannotBeLoadedWhereKeysAreTriedOneByOneIsAnErrorOfThatKeyAlone() throws Exception {
        Coalescer<String, String> coalescer = source.oneByOne(key -> {
            if (key.equals("bad")) {
                throw new NoClassDefFoundError("missing on purpose");
            }
            return source.one(key);
        });
        coalescer.find("a").subscribe();
        var bad = coalescer.find("bad").toFuture();
        var good = coalescer.find("good").toFuture();

        source.answer();
        source.answer();

        assertThat(ManualSource.errorOf(bad)).isInstanceOf(StoreFailureException.class);
        assertThat(good.get(5, TimeUnit.SECONDS)).isEqualTo("v:good");
    }

    /** Nobody shares it, so that what was noted down on it is kept. */
    @Test
    void whoIsAloneHasTheErrorItself() throws Exception {
        Coalescer<String, String> coalescer = source.coalescer(1);
        var alone = coalescer.find("a").toFuture();
        StoreUnavailableException failure = new StoreUnavailableException("test.find", null);

        source.fail(failure);

        assertThat(ManualSource.errorOf(alone)).isSameAs(failure);
    }

    /** As a closed scheduler's, or of a driver that is gone. */
    @ParameterizedTest
    @MethodSource
    void aCancelThatThrowsFreesTheLane(Throwable thrown) throws Exception {
        AtomicBoolean hangs = new AtomicBoolean(true);
        Coalescer<String, String> coalescer = source.oneByOne(key -> hangs.getAndSet(false)
                ? Mono.fromDirect(caller -> caller.onSubscribe(new ThrowsOnCancel(thrown)))
                : source.one(key));
        Disposable leaves = coalescer.find("a").subscribe();

        leaves.dispose();

        var next = coalescer.find("b").toFuture();
        source.answer();
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("v:b");
    }

    static Stream<Throwable> aCancelThatThrowsFreesTheLane() {
        return Stream.of(
                new RejectedExecutionException("closed on purpose"), new NoClassDefFoundError("missing on purpose"));
    }

    private record ThrowsOnCancel(Throwable thrown) implements Subscription {

        @Override
        public void request(long number) {}

        @Override
        public void cancel() {
            throw Exceptions.propagate(thrown);
        }
    }
}
