// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

/**
 * A row that must be there is not. Used only where silence would hide a security problem: the signature counter of an
 * unknown authenticator.
 */
public final class NotFoundException extends AuthfluxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation what was being done, for instance {@code authenticators.updateCounter}
     */
    public NotFoundException(String operation) {
        super(operation + ": there is no such row", null);
    }
}
