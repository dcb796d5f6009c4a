// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.mock.MockPeers;
import io.authflux.benchmarks.peer.Peer;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.model.SessionWithUser;
import java.lang.ref.Reference;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** How much heap look-ups hold that wait for a database which does not answer. */
final class PendingMemory {

    static final int LOOKUPS = 100_000;
    private static final int COLLECTIONS = 4;

    private PendingMemory() {}

    /** Bytes for each of {@value #LOOKUPS} waiting look-ups of different tokens, its subscriber included. */
    static long bytesEach(PeerKind kind, PeerSettings settings, Population population) {
        try (Peer peer = MockPeers.open(kind, settings, population, true)) {
            if (!(peer.lookup() instanceof Call.Reactive<String, SessionWithUser> lookup)) {
                throw new IllegalArgumentException(kind + " blocks");
            }
            Disposable.Composite warm = Disposables.composite();
            subscribe(lookup, population, warm, 1);
            long before = used();
            Disposable.Composite waiting = Disposables.composite();
            try {
                subscribe(lookup, population, waiting, LOOKUPS);
                return (used() - before) / LOOKUPS;
            } finally {
                Reference.reachabilityFence(waiting);
                waiting.dispose();
                warm.dispose();
            }
        }
    }

    private static void subscribe(
            Call.Reactive<String, SessionWithUser> lookup,
            Population population,
            Disposable.Composite subscriptions,
            int count) {
        for (int i = 0; i < count; i++) {
            Publisher<SessionWithUser> answer = lookup.ask(population.token(i % population.known()));
            subscriptions.add(Mono.from(answer).subscribe());
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            runtime.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
