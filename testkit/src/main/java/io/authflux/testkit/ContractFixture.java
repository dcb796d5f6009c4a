// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.adapter.AuthAdapter;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/**
 * What the contract must be given to put a database to the test. The first four methods always return the same object
 * during one test; one adapter may serve a whole class, or many classes on one shared database: every test makes its own
 * rows and looks at no others.
 */
public interface ContractFixture {

    /**
     * The adapter under test.
     *
     * @return an adapter that was made with {@link #clock()} and {@link #schema()}
     */
    AuthAdapter adapter();

    /**
     * The other way to the rows of the same database.
     *
     * @return the back door
     */
    Backdoor backdoor();

    /**
     * The clock that the adapter reads. Tests move it.
     *
     * @return the clock
     */
    MutableClock clock();

    /**
     * The tables.
     *
     * @return the schema, with prefix and naming applied
     */
    Schema schema();

    /**
     * Fails if a connection, a cursor or anything else of the adapter is still in use. Called after every test. Work that
     * was cancelled may still be on its way back: an implementation waits for it, but not for long.
     */
    default void assertNothingLeaked() {}

    /**
     * The finest unit of a {@link ColumnType#TIMESTAMP} column.
     *
     * @return microseconds; MongoDB and SQLite keep milliseconds
     */
    default ChronoUnit instantPrecision() {
        return ChronoUnit.MICROS;
    }

    /**
     * The last instant that a session may end at. MySQL's {@code timestamp} ends in January 2038.
     *
     * @return the end of the year 9999
     */
    default Instant farFuture() {
        return Instant.parse("9999-12-31T23:59:59Z");
    }

    /**
     * How many characters a {@link ColumnType#TEXT} column takes at least. MySQL's {@code text} takes 65,535 bytes.
     *
     * @return 102,400, which is more than any token
     */
    default int textLength() {
        return 102_400;
    }

    /**
     * The largest counter of a passkey.
     *
     * @return 2<sup>32</sup>, one more than an authenticator sends
     */
    default long largestCounter() {
        return 4_294_967_296L;
    }

    /**
     * Whether unique keys compare text exactly. NextAuth's own tables on MySQL do not: there, two addresses that differ
     * in case only are one.
     *
     * @return true
     */
    default boolean exactKeys() {
        return true;
    }

    /**
     * A user id of the right form that no user has.
     *
     * @return the id, by the type of the id column
     */
    default String unknownUserId() {
        ColumnType type = schema().entity(EntityKind.USER).column("id").type();
        return switch (type) {
            case ID_INTEGER -> Integer.toString(Integer.MAX_VALUE);
            case ID_BIGINT -> Long.toString(Long.MAX_VALUE);
            default -> new UUID(0x4000, Long.MIN_VALUE).toString();
        };
    }

    /**
     * A text that no user's id can be.
     *
     * @return the text; empty if any text may be an id
     */
    default Optional<String> impossibleUserId() {
        ColumnType type = schema().entity(EntityKind.USER).column("id").type();
        return switch (type) {
            case ID_INTEGER, ID_BIGINT, ID_UUID -> Optional.of("no-such-key");
            default -> Optional.empty();
        };
    }

    /**
     * How often a race is run.
     *
     * @return 200
     */
    default int races() {
        return 200;
    }

    /**
     * How many lookups are cancelled at random.
     *
     * @return 100,000
     */
    default int cancelledLookups() {
        return 100_000;
    }

    /** Calls {@link #assertNothingLeaked()} after every test. */
    @AfterEach
    default void nothingIsLeaked() {
        assertNothingLeaked();
    }
}
