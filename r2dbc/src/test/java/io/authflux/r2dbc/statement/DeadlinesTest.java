// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Duration LIMIT = Duration.ofMillis(50);

    private final Deadlines deadlines = new Deadlines(LIMIT);

    private static final class Running implements Deadlines.Timed {

        private final Deadlines deadlines;
        private final long began = System.nanoTime();
        private final CountDownLatch expired = new CountDownLatch(1);
        private volatile long nanos;

        Running(Deadlines deadlines) {
            this.deadlines = deadlines;
            deadlines.add(this);
        }

        @Override
        public long began() {
            return began;
        }

        @Override
        public void expire() {
            deadlines.remove(this);
            nanos = System.nanoTime() - began;
            expired.countDown();
        }

        boolean expires() throws InterruptedException {
            return expired.await(5, TimeUnit.SECONDS) && nanos >= LIMIT.toNanos();
        }
    }

    private Running started() {
        return new Running(deadlines);
    }

    @Test
    void whatRunsTooLongExpiresAndNotBefore() throws Exception {
        Running first = started();
        Running second = started();

        assertThat(first.expires()).isTrue();
        assertThat(second.expires()).isTrue();
    }

    @Test
    void whatHasEndedDoesNotExpireAndTheTimerBeginsAnew() throws Exception {
        Deadlines slower = new Deadlines(Duration.ofSeconds(1));
        Running ended = new Running(slower);
        slower.remove(ended);
        // Nothing is to happen, which only time can show.
        Thread.sleep(2_000);

        assertThat(new Running(slower).expires()).isTrue();
        assertThat(ended.expired.getCount()).isEqualTo(1);
    }

    @Test
    void whatIsLostEndsLongBeforeItHasRunForTooLong() throws Exception {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofHours(1))) {
            AtomicBoolean closed = new AtomicBoolean();
            Running kept = new Running(new Deadlines(limit, () -> false));
            Running lost = new Running(new Deadlines(limit, closed::get));

            closed.set(true);

            assertThat(lost.expired.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.expired.getCount()).isEqualTo(1);
            kept.deadlines.remove(kept);
        }
    }

    @Test
    void whatCannotBeEndedKeepsNothingElseFromIt() throws Exception {
        for (int i = 0; i < 10; i++) {
            deadlines.add(new Deadlines.Timed() {
                private final long began = System.nanoTime();

                @Override
                public long began() {
                    return began;
                }

                @Override
                public void expire() {
                    deadlines.remove(this);
                    throw new IllegalStateException("test");
                }
            });
        }

        assertThat(started().expires()).isTrue();
    }

    @Test
    void withoutALimitNothingExpires() throws Exception {
        Running running = new Running(new Deadlines(Duration.ZERO));

        assertThat(running.expired.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
}
