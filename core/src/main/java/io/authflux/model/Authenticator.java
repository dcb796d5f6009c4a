// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A passkey (WebAuthn credential) of a user, with the fields and encodings of Auth.js.
 *
 * @param credentialId the credential's id, standard base64
 * @param userId whose it is
 * @param providerAccountId the account it belongs to; Auth.js uses the credential's id
 * @param credentialPublicKey the public key, standard base64
 * @param counter the signature counter, which the authenticator raises at each use; never negative
 * @param credentialDeviceType {@code singleDevice} or {@code multiDevice}
 * @param credentialBackedUp whether the passkey is synchronized to a cloud
 * @param transports comma-joined hints such as {@code internal,hybrid}
 */
public record Authenticator(
        String credentialId,
        String userId,
        String providerAccountId,
        String credentialPublicKey,
        long counter,
        String credentialDeviceType,
        boolean credentialBackedUp,
        @Nullable String transports) {

    /** Checks. */
    public Authenticator {
        Objects.requireNonNull(credentialId, "credentialId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(providerAccountId, "providerAccountId");
        Objects.requireNonNull(credentialPublicKey, "credentialPublicKey");
        Objects.requireNonNull(credentialDeviceType, "credentialDeviceType");
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative, was " + counter);
        }
    }
}
