// SPDX-License-Identifier: Apache-2.0
/**
 * From a {@link io.authflux.config.DatabaseConfig} to a pool: {@link io.authflux.r2dbc.connect.Connector} knows which
 * driver opens which type and how it wants to be told. The drivers are not dependencies: they are found by R2DBC's
 * discovery, and a missing one is named with its Maven coordinates.
 */
@NullMarked
package io.authflux.r2dbc.connect;

import org.jspecify.annotations.NullMarked;
