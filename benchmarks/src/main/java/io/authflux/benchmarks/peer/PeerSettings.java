// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Target;

/**
 * What a peer is opened with.
 *
 * @param target the database
 * @param poolSize how many connections it may have, at most
 * @param callers how many call at a time
 */
public record PeerSettings(Target target, int poolSize, int callers) {

    /** For a peer that has no use for more connections than callers. */
    int connections() {
        return Math.min(poolSize, callers);
    }
}
