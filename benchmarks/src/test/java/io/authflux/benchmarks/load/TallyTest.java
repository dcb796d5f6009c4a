// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TallyTest {

    private final Tally tally = new Tally();

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            tally.answered(1_000);
        }
    }

    private CompletableFuture<Void> awaited(int answers) {
        return CompletableFuture.runAsync(() -> {
            try {
                tally.await(answers);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void answersThatCameBeforeAnybodyWaitedCount() throws Exception {
        answer(12);
        tally.await(4);
        tally.await(8);

        CompletableFuture<Void> one = awaited(1);
        answer(1);
        one.get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersFromBeforeARestartDoNot() throws Exception {
        answer(12);
        tally.restart();

        CompletableFuture<Void> two = awaited(2);
        while (tally.missing() != 2) {
            Thread.onSpinWait();
        }
        answer(1);
        assertThat(two).isNotDone();
        answer(1);
        two.get(10, TimeUnit.SECONDS);
    }
}
