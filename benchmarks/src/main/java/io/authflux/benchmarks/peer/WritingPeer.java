// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.VerificationToken;

/** A peer that is measured with writes too. Each call answers true if it wrote what it was asked to. */
public interface WritingPeer extends Peer {

    /**
     * Adds a session.
     *
     * @return the call
     */
    Call<NewSession, Boolean> create();

    /**
     * Sets when the session with a token expires.
     *
     * @return the call
     */
    Call<NewSession, Boolean> extend();

    /**
     * Adds a verification token, then takes it away again; two round trips, as of a sign-in by e-mail.
     *
     * @return the call
     */
    Call<VerificationToken, Boolean> consume();
}
