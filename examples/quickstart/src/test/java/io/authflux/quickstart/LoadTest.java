// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class LoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Narrator narrator = new Narrator(Outcome.print(new ByteArrayOutputStream()), false);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 64", "1000, 1", "1000, 64", "64, 1000"})
    void everyNumberIsCalledOnce(int count, int concurrency) {
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        new Load(narrator, concurrency)
                .run("calling", count, number -> Mono.delay(Duration.ofNanos(1000))
                        .doFirst(() -> most.accumulateAndGet(now.incrementAndGet(), Math::max))
                        .doOnNext(tick -> {
                            seen.add(number);
                            calls.incrementAndGet();
                            now.decrementAndGet();
                        }))
                .block(PATIENCE);

        assertThat(seen).hasSize(count).allMatch(n -> n >= 0 && n < count);
        assertThat(calls).hasValue(count);
        assertThat(most.get()).isLessThanOrEqualTo(concurrency);
    }

    @Test
    void callsThatAnswerAtOnceDoNotDeepenTheStack() {
        AtomicInteger calls = new AtomicInteger();

        new Load(narrator, 4)
                .run("calling", 200_000, number -> Mono.fromRunnable(calls::incrementAndGet))
                .block(PATIENCE);

        assertThat(calls).hasValue(200_000);
    }

    @Test
    void theFirstFailureEndsIt() {
        AtomicInteger calls = new AtomicInteger();
        Mono<Duration> load = new Load(narrator, 4).run("calling", 1_000_000, number -> {
            calls.incrementAndGet();
            return number == 100 ? Mono.error(new IllegalStateException("broken")) : Mono.delay(Duration.ofMillis(1));
        });

        assertThatThrownBy(() -> load.block(PATIENCE)).hasMessage("broken");
        assertThat(calls.get()).isLessThan(1_000);
    }
}
