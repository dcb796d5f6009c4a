// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

/**
 * How points in time are written. Reading understands every one of them whatever is configured; only a bare integer is
 * ambiguous, and is read as the configured epoch unit, or, with a text format, by its size.
 */
public enum TemporalFormat {
    /** {@code 2026-01-31 23:59:59.123} in UTC: what SQLite's own date functions return, sortable as text. */
    TEXT,
    /** {@code 2026-01-31T23:59:59.123Z}: what JavaScript's {@code toISOString} returns, sortable as text. */
    ISO_TEXT,
    /** Whole seconds since 1970-01-01T00:00:00Z, rounded down. */
    EPOCH_SECONDS,
    /** Milliseconds since 1970-01-01T00:00:00Z. */
    EPOCH_MILLIS
}
