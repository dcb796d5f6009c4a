// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

/**
 * Several users are what one was asked for, and none is picked: an address of which there is one in each tenant, or an
 * account that something else linked to two users in tables without a key against that.
 */
public final class NonUniqueResultException extends AuthfluxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code users.findByEmail}
     */
    public NonUniqueResultException(String operation) {
        super(operation + ": there are several, and one was asked for", null);
    }
}
