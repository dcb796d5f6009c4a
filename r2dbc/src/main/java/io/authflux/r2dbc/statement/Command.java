// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;

/**
 * A compiled statement that answers how many rows it touched. Immutable.
 *
 * @param operation what the caller is doing, for instance {@code sessions.delete}; goes into errors and logs
 * @param sql the text
 * @param parameters how each parameter travels, in order
 */
public record Command(String operation, String sql, List<Codec> parameters) {

    /** Copies. */
    public Command {
        parameters = List.copyOf(parameters);
    }
}
