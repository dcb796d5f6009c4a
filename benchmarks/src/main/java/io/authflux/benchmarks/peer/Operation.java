// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Population;
import io.authflux.benchmarks.load.Exchange;
import io.authflux.model.NewSession;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What callers of a peer do. */
public enum Operation {
    /** Looks a session up. */
    LOOKUP {
        @Override
        public Exchange<?, ?> on(Peer peer, Population population) {
            return new Exchange<>(peer.lookup(), population.known(), population::token, population::isRight);
        }
    },
    /** Adds a session. */
    CREATE {
        @Override
        public Exchange<?, ?> on(Peer peer, Population population) {
            return new Exchange<>(
                    ((WritingPeer) peer).create(),
                    population.known(),
                    index -> NewSession.of(Tokens.random(), population.userId(index), in(LIFE)),
                    (index, wrote) -> Boolean.TRUE.equals(wrote));
        }
    },
    /** Makes a session live longer. */
    EXTEND {
        @Override
        public Exchange<?, ?> on(Peer peer, Population population) {
            return new Exchange<>(
                    ((WritingPeer) peer).extend(),
                    population.known(),
                    index -> NewSession.of(population.token(index), population.userId(index), in(LIFE)),
                    (index, wrote) -> Boolean.TRUE.equals(wrote));
        }
    },
    /** Adds a verification token and takes it away. */
    CONSUME {
        @Override
        public Exchange<?, ?> on(Peer peer, Population population) {
            return new Exchange<>(
                    ((WritingPeer) peer).consume(),
                    population.known(),
                    index -> new VerificationToken("user" + index + "@example.com", Tokens.random(), in(HOUR)),
                    (index, wrote) -> Boolean.TRUE.equals(wrote));
        }
    };

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private static Instant in(Duration time) {
        return CLOCK.instant().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The exchange with a peer.
     *
     * @param peer who answers; a {@link WritingPeer} for all but look-ups
     * @param population who is in the database
     * @return what callers ask, and how answers are checked
     */
    public abstract Exchange<?, ?> on(Peer peer, Population population);
}
