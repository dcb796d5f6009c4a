// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import io.authflux.model.Authenticator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys. Thread-safe; see {@link AuthAdapter} for what holds of every publisher. */
public interface AuthenticatorStore {

    /**
     * Registers a passkey.
     *
     * @param authenticator the passkey
     * @return emits the passkey as stored; fails with {@link io.authflux.error.UniqueViolationException} on
     *     {@code credentialId} if it is registered already
     */
    Mono<Authenticator> create(Authenticator authenticator);

    /**
     * Finds a passkey.
     *
     * @param credentialId the credential's id, standard base64
     * @return emits the passkey, or is empty if there is none
     */
    Mono<Authenticator> find(String credentialId);

    /**
     * Lists the passkeys of a user.
     *
     * @param userId the user's key
     * @return emits the passkeys, ordered by credential id; empty if there are none
     */
    Flux<Authenticator> findByUser(String userId);

    /**
     * Writes the signature counter after a sign-in.
     *
     * @param credentialId the credential's id
     * @param counter the counter that the authenticator reported; never negative
     * @return emits the passkey as it is afterwards; fails with {@link io.authflux.error.NotFoundException} if there is
     *     none, since a counter that is not kept is a hole in security
     */
    Mono<Authenticator> updateCounter(String credentialId, long counter);
}
