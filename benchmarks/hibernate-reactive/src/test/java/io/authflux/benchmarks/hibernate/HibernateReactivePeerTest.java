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
            PeerSettings settings = new PeerSettings(server.target(), 3, CALLERS);
            try (Peer peer = kind.open(settings);
                    Peer jdbc = PeerKind.JDBC.open(settings)) {
                var lookup = (Call.Staged<String, SessionWithUser>) peer.lookup();
                var other = (Call.Blocking<String, SessionWithUser>) jdbc.lookup();
                String token = Population.of(product, SESSIONS).token(0);
                assertThat(lookup.ask(token).toCompletableFuture().get()).isEqualTo(other.ask(token));
                for (Operation operation : Operation.values()) {
                    try (Load load = Load.start(
                            operation.on(peer, Population.of(product, SESSIONS)),
                            CALLERS,
                            kind.threads().workers(3))) {
                        load.await(200);
                    }
                }
                assertThat(lookup.ask("no such token").toCompletableFuture().get())
                        .isNull();
            }
        }
    }
}
