// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;

/** One way to ask the database for sessions. Thread-safe. */
public interface Peer extends AutoCloseable {

    /**
     * Finds a session that has not expired, with its user, by the session's token.
     *
     * @return the call
     */
    Call<String, SessionWithUser> lookup();

    /** Closes everything that was opened. */
    @Override
    void close();
}
