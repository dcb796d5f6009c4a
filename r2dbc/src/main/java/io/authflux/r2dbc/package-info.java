// SPDX-License-Identifier: Apache-2.0
/**
 * The adapter for relational databases. {@link io.authflux.r2dbc.R2dbcAdapter} is the door for callers who own their
 * {@link io.r2dbc.spi.ConnectionFactory}; {@link io.authflux.Authflux#connect(String)} opens one from a URL.
 */
@NullMarked
package io.authflux.r2dbc;

import org.jspecify.annotations.NullMarked;
