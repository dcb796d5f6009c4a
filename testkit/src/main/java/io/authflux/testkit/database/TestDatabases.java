// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the databases of the tests come from, and what happens if one is missing: an external server always wins; what
 * cannot be had is skipped with a message, or fails if {@value #REQUIRE} is set to true, as in continuous integration.
 */
public final class TestDatabases {

    /** The system property that turns every skip into a failure. */
    public static final String REQUIRE = "authflux.requireDatabases";

    private TestDatabases() {}

    /**
     * Whether a missing database is a failure.
     *
     * @return true if {@value #REQUIRE} is
     */
    public static boolean required() {
        return Boolean.getBoolean(REQUIRE);
    }

    /**
     * The external server to use instead of one that we start.
     *
     * @param database for instance {@code postgres}
     * @return the value of the system property or the environment variable {@code AUTHFLUX_TEST_POSTGRES_URL}
     */
    public static Optional<String> externalUrl(String database) {
        String name = "AUTHFLUX_TEST_" + database.toUpperCase(Locale.ROOT) + "_URL";
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(url -> !url.isBlank());
    }

    /**
     * Starts a database, or skips the test.
     *
     * @param <T> the type
     * @param database what is started, for the message
     * @param start how
     * @return what was started
     * @throws AssertionError if it cannot be started and must be
     * @throws org.opentest4j.TestAbortedException if it cannot be started, which skips the test
     */
    public static <T> T startOrSkip(String database, Callable<T> start) {
        try {
            return start.call();
        } catch (Exception | LinkageError e) {
            throw missing(database + " cannot be started here", e);
        }
    }

    /**
     * Gives up for want of a database: skips the test, or fails it.
     *
     * @param why what is missing
     * @param cause why it is
     * @return never; declared so that a caller can write {@code throw}
     * @throws AssertionError if databases are {@linkplain #required() required}
     * @throws org.opentest4j.TestAbortedException if they are not, which skips the test
     */
    public static RuntimeException missing(String why, Throwable cause) {
        if (required()) {
            throw new AssertionError(why + ", and -D" + REQUIRE + "=true forbids to skip", cause);
        }
        return Assumptions.abort(why + ": " + cause);
    }
}
