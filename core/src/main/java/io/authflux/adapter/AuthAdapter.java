// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import reactor.core.publisher.Mono;

/**
 * The persistent home of users, their accounts, sessions, verification tokens and passkeys. Thread-safe.
 *
 * <p>Every publisher of every store is <em>cold</em>: nothing happens before it is subscribed to, and each subscription
 * is a call of its own. Unless a method says otherwise, one subscription is one statement and one round trip; cancelling
 * gives the connection back as soon as it is free and leaves a write that is already on its way either done or not done,
 * never half done. Failures are {@link io.authflux.error.AuthfluxException}s. A null argument is a {@link
 * NullPointerException}, a value that no database can hold (U+0000, an unpaired surrogate, a key of more than 2,048 bytes) an
 * {@link IllegalArgumentException}, both at assembly; the same values as a search criterion match nothing.
 *
 * <p>Instants are kept to the microsecond, or to the coarser unit of the column's representation; what a {@code create}
 * emits is what a {@code find} will emit.
 */
public interface AuthAdapter {

    /**
     * The users.
     *
     * @return always the same store
     */
    UserStore users();

    /**
     * The accounts at identity providers.
     *
     * @return always the same store
     */
    AccountStore accounts();

    /**
     * The sessions.
     *
     * @return always the same store
     */
    SessionStore sessions();

    /**
     * The verification tokens.
     *
     * @return always the same store
     */
    VerificationTokenStore verificationTokens();

    /**
     * The passkeys.
     *
     * @return always the same store
     */
    AuthenticatorStore authenticators();

    /**
     * What is behind this adapter.
     *
     * @return product name and version, known since the adapter was made
     */
    AdapterInfo info();

    /**
     * Releases what this adapter opened, and only that: a pool or client that the caller brought stays open. Completes
     * when it is released. Idempotent; afterwards the stores fail with
     * {@link io.authflux.error.StoreUnavailableException} if the pool was ours.
     *
     * @return completes empty; never fails
     */
    Mono<Void> close();
}
