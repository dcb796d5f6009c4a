// SPDX-License-Identifier: Apache-2.0
/**
 * For adapters on what is no database: whoever can run one step after another on {@link io.authflux.rows.Tables} and keep what
 * it changed implements {@link io.authflux.rows.RowStorage}, and has an adapter in {@link io.authflux.rows.RowAdapter}.
 */
@NullMarked
package io.authflux.rows;

import org.jspecify.annotations.NullMarked;
