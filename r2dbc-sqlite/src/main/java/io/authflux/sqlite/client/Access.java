// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * One holder's way through an {@link AccessGate}: asked for, waited for with a time limit, held, released. Only on the
 * worker's thread.
 */
final class Access {

    private final AccessGate gate;
    private final Worker worker;
    private final Runnable onContention;
    private @Nullable Ticket ticket;
    private @Nullable Disposable deadline;
    private boolean granted;
    private boolean expired;

    Access(AccessGate gate, Worker worker, Runnable onContention) {
        this.gate = gate;
        this.worker = worker;
        this.onContention = onContention;
    }

    boolean isHeld() {
        return granted;
    }

    /**
     * Asks, or asks again.
     *
     * @param onChange called on the worker when it is worth asking again
     * @return whether access is held now
     * @throws R2dbcException once the time is over
     */
    boolean acquire(boolean exclusive, Duration timeout, Runnable onChange) {
        if (granted) {
            return true;
        }
        if (expired) {
            release();
            throw SqliteErrors.lockTimeout();
        }
        if (ticket == null) {
            request(exclusive, timeout, onChange);
        }
        return granted;
    }

    private void request(boolean exclusive, Duration timeout, Runnable onChange) {
        Ticket[] mine = new Ticket[1];
        Ticket asked = new Ticket(
                exclusive, () -> worker.execute(() -> granted(mine[0], onChange)), () -> worker.execute(onContention));
        mine[0] = asked;
        ticket = asked;
        granted = gate.acquire(asked);
        if (!granted && !timeout.isZero()) {
            deadline = Schedulers.parallel()
                    .schedule(
                            () -> worker.execute(() -> expired(asked, onChange)),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /** The ticket may have been given up between the grant and now; then release has passed the access on. */
    private void granted(@Nullable Ticket asked, Runnable onChange) {
        if (asked == ticket && !granted) {
            granted = true;
            cancelDeadline();
            onChange.run();
        }
    }

    private void expired(Ticket asked, Runnable onChange) {
        if (asked == ticket && !granted) {
            expired = true;
            onChange.run();
        }
    }

    /** Gives access back, or stops waiting for it. */
    void release() {
        Ticket held = ticket;
        if (held != null) {
            cancelDeadline();
            ticket = null;
            granted = false;
            expired = false;
            gate.release(held);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.dispose();
            deadline = null;
        }
    }
}
