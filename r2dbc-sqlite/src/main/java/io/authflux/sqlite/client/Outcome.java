// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that ran to its end has left behind.
 *
 * @param changes how many rows it inserted, updated or deleted; -1 if it is not of that kind
 * @param columns the columns of its rows
 * @param rows its rows, as stored values
 */
public record Outcome(long changes, Columns columns, List<@Nullable Object[]> rows) {}
