// SPDX-License-Identifier: Apache-2.0
/**
 * An R2DBC driver for SQLite over the engine that ships with sqlite-jdbc. The door is
 * {@link io.authflux.sqlite.SqliteConnectionFactory}; {@link io.authflux.sqlite.SqliteConnectionFactoryProvider} opens
 * it from an R2DBC URL, {@link io.authflux.sqlite.config.SqliteConnectionConfiguration} from code. What comes out speaks
 * plain R2DBC; the implementations are package-private.
 */
@NullMarked
package io.authflux.sqlite;

import org.jspecify.annotations.NullMarked;
