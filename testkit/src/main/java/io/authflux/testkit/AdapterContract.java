// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

/**
 * Everything that holds of every adapter. A test class that implements this puts a database to the whole test; it should
 * implement {@link RoundTripContract} too if it can count.
 */
public interface AdapterContract
        extends UserContract,
                UserDeletionContract,
                AccountContract,
                SessionContract,
                SessionExpiryContract,
                VerificationTokenContract,
                AuthenticatorContract,
                SessionManagerContract,
                VerificationManagerContract,
                InstantContract,
                TextContract,
                HostileInputContract,
                RefusedInputContract,
                PublisherContract,
                ConcurrencyContract,
                LinearizabilityContract,
                CancellationContract,
                SecrecyContract {}
