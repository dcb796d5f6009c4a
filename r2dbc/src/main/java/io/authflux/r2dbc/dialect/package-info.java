// SPDX-License-Identifier: Apache-2.0
/**
 * What differs between databases and nothing more: a {@link io.authflux.r2dbc.dialect.Dialect} quotes, names types,
 * says how values travel ({@link io.authflux.r2dbc.dialect.Codec}) and what an error code means ({@link
 * io.authflux.r2dbc.dialect.Fault}). Stateless, no I/O.
 */
@NullMarked
package io.authflux.r2dbc.dialect;

import org.jspecify.annotations.NullMarked;
