// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Dialects;
import java.util.Set;

/** The contract in standard SQL and nothing else, on databases that have a dialect of their own. */
abstract class AnsiContract extends RelationalContract {

    /** What changes a row reads it again, as there is no {@code RETURNING}. */
    private static final Set<String> TWO_ROUND_TRIPS =
            Set.of("users.update", "sessions.extend", "authenticators.updateCounter", "verificationTokens.consume");

    @Override
    R2dbcAdapterBuilder customize(R2dbcAdapterBuilder builder) {
        return builder.dialect(Dialects.ansi(position -> "$" + position));
    }

    @Override
    public int textLength() {
        return 4_000;
    }

    @Override
    public long expectedRoundTrips(String operation) {
        return TWO_ROUND_TRIPS.contains(operation) ? 2 : super.expectedRoundTrips(operation);
    }

    @Override
    int usualRaces() {
        return 50;
    }

    @Override
    int usualCancelledLookups() {
        return 5_000;
    }
}
