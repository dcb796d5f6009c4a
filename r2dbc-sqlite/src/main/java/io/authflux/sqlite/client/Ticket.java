// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

/** A place in the queue of an {@link AccessGate}, and afterwards the access itself. */
final class Ticket {

    private final boolean exclusive;
    private final Runnable onGrant;
    private final Runnable onContention;

    /**
     * @param exclusive whether nobody else may have access at the same time
     * @param onGrant called once, on any thread, if access was not to be had at once
     * @param onContention called on any thread when someone waits for a shared access to end
     */
    Ticket(boolean exclusive, Runnable onGrant, Runnable onContention) {
        this.exclusive = exclusive;
        this.onGrant = onGrant;
        this.onContention = onContention;
    }

    boolean exclusive() {
        return exclusive;
    }

    void grant() {
        onGrant.run();
    }

    void contend() {
        onContention.run();
    }
}
