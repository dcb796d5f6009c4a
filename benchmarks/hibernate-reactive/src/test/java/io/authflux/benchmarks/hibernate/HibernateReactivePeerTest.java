// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Server;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.load.Load;
import io.authflux.benchmarks.peer.Operation;
import io.authflux.benchmarks.peer.Peer;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.model.SessionWithUser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HibernateReactivePeerTest {

    private static final int SESSIONS = 300;
    private static final int CALLERS = 8;

    @ParameterizedTest
    @EnumSource(
            value = Product.class,
            names = {"POSTGRES", "MYSQL", "MARIADB"})
    void answersRightly(Product product) throws Exception {
        try (Server server = Server.filled(product, SESSIONS)) {
            PeerKind kind = PeerKind.HIBERNATE_REACTIVE;
            try (Peer peer = kind.open(new PeerSettings(server.target(), 3, CALLERS))) {
                for (Operation operation : Operation.values()) {
                    try (Load load = Load.start(
                            operation.on(peer, Population.of(product, SESSIONS)),
                            CALLERS,
                            kind.threads().factory(),
                            kind.threads().most(3))) {
                        load.await(200);
                    }
                }
                var lookup = (Call.Staged<String, SessionWithUser>) peer.lookup();
                assertThat(lookup.ask("no such token").toCompletableFuture().get())
                        .isNull();
            }
        }
    }
}
