// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

/** When a transaction takes the one write lock of its database. */
public enum TransactionMode {
    /** At its first write. That write fails if someone else has written since the transaction first read. */
    DEFERRED,
    /** At its beginning, in its turn: once begun, it is never refused for another writer's sake. */
    IMMEDIATE,
    /** Like {@link #IMMEDIATE}; without a write-ahead log it keeps readers out as well. */
    EXCLUSIVE
}
