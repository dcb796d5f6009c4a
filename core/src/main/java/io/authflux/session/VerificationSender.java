// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import org.reactivestreams.Publisher;

/** Sends the e-mail, or whatever carries the link. */
@FunctionalInterface
public interface VerificationSender {

    /**
     * Sends.
     *
     * @param request what to send, and to whom
     * @return completes when it is sent, and fails if it cannot be
     */
    Publisher<Void> send(VerificationRequest request);
}
