// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import java.util.List;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The driver guards its pool and its picture of the cluster with short mutexes, which a caller may have to wait for; that
 * alone is allowed here, so that everything else that blocks is still caught.
 */
public final class MongoBlockHound implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        for (String method : List.of("checkedWithLock", "lockInterruptibly", "withInterruptibleLock")) {
            builder.allowBlockingCallsInside("com.mongodb.internal.Locks", method);
        }
    }
}
