// SPDX-License-Identifier: Apache-2.0
/**
 * Real databases for tests, without Docker. {@link io.authflux.testkit.database.TestDatabases} decides what happens when
 * one is missing; each server class starts one kind; {@link io.authflux.testkit.database.JdbcBackdoor} reads and writes
 * their rows.
 */
@NullMarked
package io.authflux.testkit.database;

import org.jspecify.annotations.NullMarked;
