// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The driver alone: connections that are kept open, each with the driver's own queue, of which the shortest is taken. In turn
 * would be simpler, but then one slow connection's queue grows until the driver refuses.
 */
final class DriverPeer extends R2dbcPeer {

    private final List<Lane> lanes = new ArrayList<>();

    private record Lane(Connection connection, AtomicInteger queued) {}

    DriverPeer(PeerSettings settings) {
        this(settings, R2dbcDrivers.factory(settings.target()));
    }

    DriverPeer(PeerSettings settings, ConnectionFactory factory) {
        super(settings.target().product());
        for (int i = 0; i < settings.connections(); i++) {
            lanes.add(new Lane(
                    Objects.requireNonNull(
                            Mono.<Connection>from(factory.create()).toFuture().join()),
                    new AtomicInteger()));
        }
    }

    /** The lane is chosen when the call is made, before a scheduler has its turn. */
    @Override
    <T> Mono<T> with(Function<Connection, Mono<T>> work) {
        Lane lane = shortest();
        lane.queued().incrementAndGet();
        return Mono.defer(() -> work.apply(lane.connection()))
                .doFinally(signal -> lane.queued().decrementAndGet());
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
        super.close();
    }
}
