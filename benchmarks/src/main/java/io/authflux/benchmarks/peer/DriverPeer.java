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

/**
 * The driver alone: connections that are kept open, each with the driver's own queue, of which the shortest is taken. In turn
 * would be simpler, but then one slow connection's queue grows until the driver refuses.
 */
final class DriverPeer implements Peer {

    private final R2dbcStatements statements;
    private final Turn turn;
    private final List<Lane> lanes = new ArrayList<>();

    private record Lane(Connection connection, AtomicInteger queued) {}

    DriverPeer(PeerSettings settings) {
        this(settings, R2dbcDrivers.factory(settings.target()));
    }

    DriverPeer(PeerSettings settings, ConnectionFactory factory) {
        statements = new R2dbcStatements(settings.target().product());
        turn = new Turn(settings.target().product());
        for (int i = 0; i < settings.connections(); i++) {
            lanes.add(new Lane(
                    Objects.requireNonNull(
                            Mono.<Connection>from(factory.create()).toFuture().join()),
                    new AtomicInteger()));
        }
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> {
            Lane lane = shortest();
            lane.queued().incrementAndGet();
            return turn.take(Mono.defer(() -> statements.sessionWithUser(lane.connection(), token)))
                    .doFinally(signal -> lane.queued().decrementAndGet());
        };
    }

    private Lane shortest() {
        Lane shortest = lanes.get(0);
        for (Lane lane : lanes) {
            if (lane.queued().get() < shortest.queued().get()) {
                shortest = lane;
            }
        }
        return shortest;
    }

    @Override
    public void close() {
        lanes.forEach(lane -> Mono.from(lane.connection().close()).toFuture().join());
        turn.close();
    }
}
