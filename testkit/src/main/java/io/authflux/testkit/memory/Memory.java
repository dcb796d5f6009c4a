// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.error.ReferenceViolationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tables, and the lock under which each operation is one step. Nothing waits for anything while it holds the lock. */
final class Memory {

    private final Map<EntityKind, Table> tables = new EnumMap<>(EntityKind.class);
    private final Schema schema;
    private final Clock clock;
    private boolean closed;

    Memory(Schema schema, Clock clock) {
        this.schema = schema;
        this.clock = clock;
        schema.tables().forEach(entity -> tables.put(entity.kind(), new Table(entity)));
    }

    Instant now() {
        return clock.instant();
    }

    Entity entity(EntityKind kind) {
        return schema.entity(kind);
    }

    /** Must be called from within {@link #atomic} or {@link #inspect} only. */
    Table table(EntityKind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    /** An operation on the tables, run once a subscription; a null is an empty publisher. */
    <T> Mono<T> atomic(String operation, Supplier<@Nullable T> work) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                if (closed) {
                    throw new StoreUnavailableException(operation, null);
                }
                return work.get();
            }
        });
    }

    synchronized <T> T inspect(Supplier<T> work) {
        return work.get();
    }

    synchronized void close() {
        closed = true;
    }

    /** An insert, its values checked at once and its generated values made anew by each subscription. */
    Mono<Row> insert(String operation, EntityKind kind, Map<String, @Nullable Object> values) {
        Entity entity = entity(kind);
        entity.newRow(values, now());
        return atomic(operation, () -> {
            Map<String, @Nullable Object> row = entity.newRow(values, now());
            requireUser(operation, entity, row);
            return table(kind).insert(operation, row);
        });
    }

    private void requireUser(String operation, Entity entity, Map<String, @Nullable Object> row) {
        @Nullable Object userId = row.get("userId");
        boolean impossible =
                userId != null && !Keys.canBe(entity.column("userId").type(), userId);
        if (impossible) {
            throw new ReferenceViolationException(operation, "userId", null);
        }
        for (Reference reference : entity.references()) {
            @Nullable Object value = row.get(reference.field());
            if (value != null
                    && table(EntityKind.USER).find(Map.of("id", value)).isEmpty()) {
                throw new ReferenceViolationException(operation, reference.field(), null);
            }
        }
    }

    /** Whether rows can have these values at all; what cannot be is never looked for. */
    boolean canMatch(EntityKind kind, Map<String, String> where) {
        Entity entity = entity(kind);
        return where.entrySet().stream()
                .allMatch(e ->
                        !e.getValue().isBlank() && entity.column(e.getKey()).canHold(e.getValue()));
    }

    List<Row> find(EntityKind kind, Map<String, String> where) {
        return canMatch(kind, where) ? table(kind).find(asKept(kind, where)) : List.of();
    }

    /** What is asked for, as a column with a codec has it. */
    private Map<String, Object> asKept(EntityKind kind, Map<String, String> where) {
        Map<String, Object> kept = new HashMap<>();
        where.forEach((field, value) -> {
            Column column = entity(kind).column(field);
            kept.put(field, column.codec() == null ? value : Objects.requireNonNull(column.require(value)));
        });
        return kept;
    }

    @Nullable
    Row findOne(EntityKind kind, Map<String, String> where) {
        List<Row> rows = find(kind, where);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Deletes what matches. */
    long delete(EntityKind kind, Map<String, String> where) {
        List<Row> rows = find(kind, where);
        rows.forEach(table(kind)::delete);
        return rows.size();
    }

    /** Deletes what ended before an instant. */
    long deleteExpired(EntityKind kind, Instant now) {
        List<Row> rows = table(kind).rows().stream()
                .filter(row -> row.instant("expires").isBefore(now))
                .toList();
        rows.forEach(table(kind)::delete);
        return rows.size();
    }
}
