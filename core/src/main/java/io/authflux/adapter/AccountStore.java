// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import io.authflux.model.Account;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts at identity providers. Thread-safe; see {@link AuthAdapter} for what holds of every publisher. */
public interface AccountStore {

    /**
     * Links an account to a user.
     *
     * @param account the account
     * @return emits the account as stored; fails with {@link io.authflux.error.UniqueViolationException} on
     *     {@code provider,providerAccountId} if it is linked already, to whomever: of any number of racers exactly one
     *     succeeds
     */
    Mono<Account> link(Account account);

    /**
     * Removes an account; its user stays.
     *
     * @param provider the provider's id
     * @param providerAccountId the user's id at the provider
     * @return emits whether there was such an account; idempotent
     */
    Mono<Boolean> unlink(String provider, String providerAccountId);

    /**
     * Finds an account.
     *
     * @param provider the provider's id
     * @param providerAccountId the user's id at the provider
     * @return emits the account, or is empty if there is none; fails with {@link
     *     io.authflux.error.NonUniqueResultException} if something else has linked it to several users
     */
    Mono<Account> find(String provider, String providerAccountId);

    /**
     * Lists the accounts of a user.
     *
     * @param userId the user's key
     * @return emits the accounts, ordered by provider and provider account id; empty if there are none
     */
    Flux<Account> findByUser(String userId);
}
