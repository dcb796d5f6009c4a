// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** The driver alone: connections that are kept open and taken in turn, each with the driver's own queue. */
final class DriverPeer implements Peer {

    private final R2dbcStatements statements;
    private final Turn turn;
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    DriverPeer(PeerSettings settings) {
        this(settings, R2dbcDrivers.factory(settings.target()));
    }

    DriverPeer(PeerSettings settings, ConnectionFactory factory) {
        statements = new R2dbcStatements(settings.target().product());
        turn = new Turn(settings.target().product());
        for (int i = 0; i < settings.connections(); i++) {
            connections.add(Objects.requireNonNull(
                    Mono.<Connection>from(factory.create()).toFuture().join()));
        }
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> {
            Connection connection = connections.get(Math.floorMod(next.getAndIncrement(), connections.size()));
            return turn.take(Mono.defer(() -> statements.sessionWithUser(connection, token)));
        };
    }

    @Override
    public void close() {
        connections.forEach(
                connection -> Mono.from(connection.close()).toFuture().join());
        turn.close();
    }
}
