// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

/** How SQLite keeps a transaction undoable, see {@code PRAGMA journal_mode}. */
public enum JournalMode {
    /** Write-ahead log: readers and the writer do not wait for each other. */
    WAL,
    /** A rollback journal, deleted at the end of each transaction. */
    DELETE,
    /** A rollback journal, truncated to nothing at the end of each transaction. */
    TRUNCATE,
    /** A rollback journal, its header zeroed at the end of each transaction. */
    PERSIST,
    /** A rollback journal in memory: a crash in the middle of a transaction corrupts the file. */
    MEMORY,
    /** No journal: no rollback, and a crash corrupts the file. */
    OFF
}
