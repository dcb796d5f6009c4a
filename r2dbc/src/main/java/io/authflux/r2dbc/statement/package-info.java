// SPDX-License-Identifier: Apache-2.0
/**
 * Running statements. {@link io.authflux.r2dbc.statement.StatementRunner} is the only class that takes a connection, and
 * {@link io.authflux.r2dbc.statement.FaultTranslator} the only one that translates errors; everybody else hands them a
 * {@link io.authflux.r2dbc.statement.Query} or a {@link io.authflux.r2dbc.statement.Command}.
 */
@NullMarked
package io.authflux.r2dbc.statement;

import org.jspecify.annotations.NullMarked;
