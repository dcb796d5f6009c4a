// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.coalesce.Coalescer;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.r2dbc.statement.Statements;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What every store of an adapter works with. Immutable.
 *
 * @param statements runs statements
 * @param tables the tables
 * @param clock what time it is
 * @param lookups how look-ups are gathered
 * @param replicas runs look-ups of sessions on copies of the database; null if there are none
 */
record StoreContext(
        StatementRunner statements,
        Tables tables,
        Clock clock,
        Coalescer.Limits lookups,
        @Nullable Statements replicas) {

    StoreContext {
        lookups = tables.limited(lookups);
    }
}
