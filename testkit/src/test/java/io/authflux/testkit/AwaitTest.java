// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class AwaitTest {

    @Test
    void givesWhatWasEmitted() {
        assertThat(Await.one(Mono.just(1))).isEqualTo(1);
        assertThat(Await.maybe(Mono.empty())).isEmpty();
        assertThat(Await.all(Flux.range(0, 3))).containsExactly(0, 1, 2);
        assertThat(Await.failure(Mono.error(new IllegalStateException("x")))).hasMessage("x");
    }

    @Test
    void subscribesWhereNothingMayBlock() {
        assertThat(Await.one(Mono.fromSupplier(Schedulers::isInNonBlockingThread)))
                .isTrue();
    }

    @Test
    void failsIfThereIsNothingToGive() {
        assertThatThrownBy(() -> Await.one(Mono.empty())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Await.failure(Mono.just(1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Await.done(Mono.error(new IllegalArgumentException("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesUpAndCancels() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Mono<Object> never = Mono.never().doOnCancel(() -> cancelled.set(true));

        assertThatThrownBy(() -> Await.one(never, Duration.ofSeconds(1))).isInstanceOf(AssertionError.class);
        assertThat(cancelled).isTrue();
    }
}
