// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.rows.Row;
import io.authflux.schema.EntityKind;
import io.authflux.testkit.Backdoor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the tables themselves, past the stores. */
final class MemoryBackdoor implements Backdoor {

    private final Memory memory;

    MemoryBackdoor(Memory memory) {
        this.memory = memory;
    }

    @Override
    public List<Map<String, Object>> find(EntityKind kind, Map<String, ?> where) {
        return memory.inspect(tables -> tables.rows(kind).stream()
                .filter(row -> row.matches(where))
                .map(Row::values)
                .toList());
    }

    @Override
    public void write(EntityKind kind, Map<String, ? extends @Nullable Object> row) {
        memory.inspect(tables -> {
            tables.load(kind, row);
            return kind;
        });
    }
}
