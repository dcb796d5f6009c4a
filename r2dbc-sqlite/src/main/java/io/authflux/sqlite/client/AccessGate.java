// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * First come, first served: either one exclusive holder or any number of shared ones. It queues the writers of one
 * database within this process, because SQLite itself lets them poll for its lock and starves the unlucky. Thread-safe;
 * nobody ever waits inside.
 */
final class AccessGate {

    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final Set<Ticket> holders = new HashSet<>();
    private volatile boolean crowded;

    /** Grants access at once, or later through the ticket. */
    boolean acquire(Ticket ticket) {
        List<Ticket> inTheWay;
        synchronized (this) {
            if (waiting.isEmpty() && admits(ticket)) {
                holders.add(ticket);
                return true;
            }
            waiting.add(ticket);
            crowded = true;
            inTheWay = ticket.exclusive() ? List.copyOf(holders) : List.of();
        }
        inTheWay.forEach(Ticket::contend);
        return false;
    }

    /** Ends access, or leaves the queue. */
    void release(Ticket ticket) {
        List<Ticket> granted = new ArrayList<>();
        boolean exclusiveNext;
        synchronized (this) {
            if (!holders.remove(ticket)) {
                waiting.remove(ticket);
            }
            Ticket next = waiting.peek();
            while (next != null && admits(next)) {
                waiting.remove();
                holders.add(next);
                granted.add(next);
                next = waiting.peek();
            }
            crowded = next != null;
            exclusiveNext = next != null && next.exclusive();
        }
        granted.forEach(Ticket::grant);
        if (exclusiveNext) {
            granted.stream().filter(reader -> !reader.exclusive()).forEach(Ticket::contend);
        }
    }

    /** Whether somebody waits. A snapshot, for free. */
    boolean isCrowded() {
        return crowded;
    }

    private boolean admits(Ticket ticket) {
        return holders.isEmpty() || (!ticket.exclusive() && holders.stream().noneMatch(Ticket::exclusive));
    }
}
