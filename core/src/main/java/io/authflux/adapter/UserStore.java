// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The users. Thread-safe; see {@link AuthAdapter} for what holds of every publisher. */
public interface UserStore {

    /**
     * Creates a user and gives it an id.
     *
     * @param user the user
     * @return emits the stored user; fails with {@link io.authflux.error.UniqueViolationException} on {@code email} if
     *     the address is taken: of any number of racers exactly one succeeds
     */
    Mono<User> create(NewUser user);

    /**
     * Finds a user by key.
     *
     * @param id the key
     * @return emits the user, or is empty if there is none, a text that cannot be a key included
     */
    Mono<User> findById(String id);

    /**
     * Finds a user by address, compared exactly: case and accents count, as in NextAuth.js, which normalises before it
     * stores.
     *
     * @param email the address
     * @return emits the user, or is empty if there is none; always empty for a blank address; fails with {@link
     *     io.authflux.error.NonUniqueResultException} if there are several, which only a schema of the application's own
     *     allows
     */
    Mono<User> findByEmail(String email);

    /**
     * Finds a user by address among those that have some attributes, for instance one tenant's, where an address is
     * unique within a tenant.
     *
     * @param email the address, compared as in {@link #findByEmail(String)}
     * @param attributes what the user must have, by the names of the schema, compared exactly
     * @return emits the user, or is empty if there is none; fails with {@link
     *     io.authflux.error.NonUniqueResultException} if there are several
     * @throws IllegalArgumentException if users have no such attribute, one of another type, or one that is encrypted
     */
    Mono<User> findByEmail(String email, Map<String, ?> attributes);

    /**
     * Finds the user that an account belongs to.
     *
     * @param provider the provider's id
     * @param providerAccountId the user's id at the provider
     * @return emits the user, or is empty if there is no such account; fails with {@link
     *     io.authflux.error.NonUniqueResultException} if something else has linked it to several users
     */
    Mono<User> findByAccount(String provider, String providerAccountId);

    /**
     * Writes some fields and keeps the others.
     *
     * @param id the key
     * @param update what to change; without any change this is {@link #findById}
     * @return emits the user as it is afterwards, or is empty if there is none; fails with
     *     {@link io.authflux.error.UniqueViolationException} if the new address is taken
     */
    Mono<User> update(String id, UserUpdate update);

    /**
     * Deletes a user with everything that hangs on it: sessions, accounts, passkeys. All or nothing, in one transaction.
     *
     * @param id the key
     * @return emits whether there was such a user; idempotent
     */
    Mono<Boolean> delete(String id);
}
