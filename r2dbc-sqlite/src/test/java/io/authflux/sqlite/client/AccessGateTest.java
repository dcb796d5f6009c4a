// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessGateTest {

    private final AccessGate gate = new AccessGate();
    private final List<String> heard = new ArrayList<>();

    private Ticket ticket(String name, boolean exclusive) {
        return new Ticket(exclusive, () -> heard.add(name), () -> heard.add(name + " is in the way"));
    }

    @Test
    void writersComeInTheOrderTheyAsked() {
        Ticket first = ticket("first", true);
        Ticket second = ticket("second", true);
        Ticket third = ticket("third", true);
        assertThat(gate.acquire(first)).isTrue();
        assertThat(gate.acquire(second)).isFalse();
        assertThat(gate.acquire(third)).isFalse();
        gate.release(first);
        assertThat(heard).containsExactly("first is in the way", "first is in the way", "second");
        gate.release(second);
        assertThat(heard).endsWith("second", "third");
    }

    @Test
    void readersShareButNotPastAWaitingWriter() {
        Ticket reader = ticket("reader", false);
        Ticket other = ticket("other", false);
        Ticket writer = ticket("writer", true);
        Ticket late = ticket("late", false);
        assertThat(gate.acquire(reader)).isTrue();
        assertThat(gate.acquire(other)).isTrue();
        assertThat(gate.acquire(writer)).isFalse();
        assertThat(gate.acquire(late)).isFalse();
        assertThat(heard).containsExactlyInAnyOrder("reader is in the way", "other is in the way");
        gate.release(reader);
        assertThat(heard).hasSize(2);
        gate.release(other);
        assertThat(heard).endsWith("writer");
        gate.release(writer);
        assertThat(heard).endsWith("late");
    }

    @Test
    void whoLeavesTheQueueLetsTheNextIn() {
        Ticket reader = ticket("reader", false);
        Ticket writer = ticket("writer", true);
        Ticket late = ticket("late", false);
        assertThat(gate.acquire(reader)).isTrue();
        assertThat(gate.acquire(writer)).isFalse();
        assertThat(gate.acquire(late)).isFalse();
        gate.release(writer);
        assertThat(heard).endsWith("late");
    }

    @Test
    void aReaderThatComesInLateHearsOfTheWriterBehindIt() {
        Ticket writer = ticket("writer", true);
        Ticket reader = ticket("reader", false);
        Ticket next = ticket("next", true);
        assertThat(gate.acquire(writer)).isTrue();
        assertThat(gate.acquire(reader)).isFalse();
        assertThat(gate.acquire(next)).isFalse();
        heard.clear();
        assertThat(gate.isCrowded()).isTrue();

        gate.release(writer);

        assertThat(heard).containsExactly("reader", "reader is in the way");
        gate.release(reader);
        assertThat(heard).endsWith("next");
        assertThat(gate.isCrowded()).isFalse();
    }
}
