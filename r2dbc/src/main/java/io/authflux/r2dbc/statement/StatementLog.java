// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * Logs statements: their operation, text and duration, never a value. All of them at INFO if that is asked for, slow
 * ones at WARN. Thread-safe.
 */
final class StatementLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.authflux.statement");
    private static final long NANOS_PER_MICRO = 1_000;

    private final boolean every;
    private final long slowNanos;

    StatementLog(boolean every, Duration slowThreshold) {
        this.every = every;
        this.slowNanos = slowThreshold.isZero() ? Long.MAX_VALUE : slowThreshold.toNanos();
    }

    /** Must be called when the statement starts. */
    <T> Flux<T> watch(String operation, String sql, Flux<T> execution) {
        if (!every && slowNanos == Long.MAX_VALUE) {
            return execution;
        }
        long start = System.nanoTime();
        return execution.doFinally(signal -> finished(operation, sql, System.nanoTime() - start, signal));
    }

    /** A statement has ended. */
    void finished(String operation, String sql, long nanos, SignalType signal) {
        if (nanos >= slowNanos) {
            LOG.warn("slow: {} took {} µs ({}): {}", operation, nanos / NANOS_PER_MICRO, signal, sql);
        } else if (every) {
            LOG.info("{} took {} µs ({}): {}", operation, nanos / NANOS_PER_MICRO, signal, sql);
        }
    }

    /** Nobody is left to be told. */
    void notGivenBack(String operation, Throwable error) {
        LOG.warn(
                "a connection was not given back after {}: {}",
                operation,
                error.getClass().getName());
    }
}
