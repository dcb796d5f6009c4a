// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.load.Load;
import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.Peer;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;

/**
 * A peer with its callers.
 *
 * @param peer who answers
 * @param load who asks
 */
record LoadState(Peer peer, Load load) implements AutoCloseable {

    /** Opens the peer on the given database and lets the callers begin. */
    static LoadState open(String name, Operation operation, PeerSettings settings, int sessions) {
        PeerKind kind = PeerKind.of(name);
        Population population = Population.of(settings.target().product(), sessions);
        return start(kind, kind.open(settings), operation, population, settings);
    }

    /** Lets the callers of an open peer begin. */
    static LoadState start(
            PeerKind kind, Peer peer, Operation operation, Population population, PeerSettings settings) {
        Load load = Load.start(
                operation.on(peer, population),
                settings.callers(),
                kind.threads().workers(settings.poolSize()));
        return new LoadState(peer, load);
    }

    /** Fails if any answer was wrong. */
    @Override
    public void close() {
        try {
            load.close();
        } finally {
            peer.close();
        }
    }
}
