// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import org.jspecify.annotations.Nullable;

/** Hibernate Reactive wants another Vert.x than the other peers, so that it is found by name, where it is. */
final class OwnClassPath {

    private static final String PEER = "io.authflux.benchmarks.hibernate.HibernateReactivePeer";

    private OwnClassPath() {}

    static @Nullable String given() {
        return System.getProperty("authflux.benchmark.hibernate");
    }

    static Peer open(PeerSettings settings) {
        try {
            return Class.forName(PEER)
                    .asSubclass(Peer.class)
                    .getConstructor(PeerSettings.class)
                    .newInstance(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Hibernate Reactive cannot be opened", e);
        }
    }
}
