// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.function.UnaryOperator;

/**
 * How instants are compared.
 *
 * @param expression what to compare, given the column
 * @param codec how what it is compared with travels
 */
public record Ordering(UnaryOperator<String> expression, Codec codec) {}
