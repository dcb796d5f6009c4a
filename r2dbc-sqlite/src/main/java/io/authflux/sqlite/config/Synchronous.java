// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

/** How hard SQLite waits for the disk, see {@code PRAGMA synchronous}. */
public enum Synchronous {
    /** Never: a power cut may corrupt the file. */
    OFF,
    /** At checkpoints: with WAL, a power cut may lose the last commits but never corrupts; a killed process loses none. */
    NORMAL,
    /** At every commit: a power cut loses nothing. */
    FULL,
    /** Like {@link #FULL}, and the directory too. */
    EXTRA
}
