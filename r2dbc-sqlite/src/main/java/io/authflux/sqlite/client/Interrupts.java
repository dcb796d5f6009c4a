// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Knows which statements run, so that only the right one is interrupted: SQLite's interrupt hits everything that runs
 * on a connection, so it is sent only while the statement it is meant for runs alone. Thread-safe.
 */
final class Interrupts {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupts.class);

    private final Set<Run> running = new HashSet<>();
    private @Nullable Engine engine;

    /** One run of a statement. */
    static final class Run {
        private @Nullable Disposable deadline;
        private volatile boolean expired;

        /** Whether its time is over. */
        boolean isExpired() {
            return expired;
        }
    }

    synchronized void attach(@Nullable Engine opened) {
        engine = opened;
    }

    /**
     * Notes that a statement starts.
     *
     * @param timeout zero for no limit
     * @param onExpiry called on any thread once the time is over
     */
    Run start(Duration timeout, Runnable onExpiry) {
        Run run = new Run();
        synchronized (this) {
            running.add(run);
        }
        if (!timeout.isZero()) {
            run.deadline = Schedulers.parallel()
                    .schedule(
                            () -> {
                                run.expired = true;
                                // First, so that nothing else starts before the interrupt, and suffers it.
                                onExpiry.run();
                                interrupt(run);
                            },
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        return run;
    }

    void end(Run run) {
        if (run.deadline != null) {
            run.deadline.dispose();
        }
        synchronized (this) {
            running.remove(run);
        }
    }

    /** Interrupts a statement if it runs, alone. Otherwise it ends at its next row. */
    synchronized void interrupt(Run run) {
        if (engine != null && running.size() == 1 && running.contains(run)) {
            try {
                engine.interrupt();
            } catch (SQLException e) {
                LOG.warn("Could not interrupt a statement", e);
            }
        }
    }
}
