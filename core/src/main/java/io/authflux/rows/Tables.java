// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.error.ReferenceViolationException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all kinds, in memory. Steps run on them and are undone if they fail; what they changed is known, so that it can
 * be kept elsewhere. Not thread-safe: a {@link RowStorage} lets one step after another.
 */
public final class Tables {

    private final Schema schema;
    private final Map<EntityKind, Table> tables = new EnumMap<>(EntityKind.class);
    private List<Change> changes = new ArrayList<>();

    /**
     * Tables without rows.
     *
     * @param schema what they are
     */
    public Tables(Schema schema) {
        this.schema = schema;
        schema.tables().forEach(entity -> tables.put(entity.kind(), new Table(entity)));
    }

    /**
     * What happened to a row. One of both is not null.
     *
     * @param kind of which kind it is
     * @param before the row that is gone; null if it is new
     * @param after the row that is there instead; null if it was deleted
     */
    public record Change(
            EntityKind kind, @Nullable Row before, @Nullable Row after) {}

    /**
     * What a step did.
     *
     * @param value what it returned; null for nothing
     * @param changes in the order that they were made; empty if it only read
     * @param <T> the type of the value
     */
    public record Outcome<T>(@Nullable T value, List<Change> changes) {

        /** Copies. */
        public Outcome {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Runs a step. What it changed before it failed is undone.
     *
     * @param step the step, as {@link RowStorage#atomically} is given it
     * @param <T> the type of its result
     * @return its result and its changes
     */
    public <T> Outcome<T> run(Function<Tables, @Nullable T> step) {
        changes = new ArrayList<>();
        boolean done = false;
        try {
            @Nullable T value = step.apply(this);
            done = true;
            return new Outcome<>(value, changes);
        } finally {
            if (!done) {
                undo(changes);
            }
        }
    }

    /**
     * Takes changes back that could not be kept.
     *
     * @param made the changes of the last step
     */
    public void undo(List<Change> made) {
        List<Change> latestFirst = new ArrayList<>(made);
        Collections.reverse(latestFirst);
        latestFirst.forEach(change -> replace(change.kind(), change.after(), change.before()));
    }

    /**
     * Adds a row that was kept elsewhere. A column without a value that the database would number is numbered; numbers that
     * are given later are greater. In a step it is one of the changes.
     *
     * @param kind of which kind it is
     * @param values by field; what is null or missing has no value
     * @throws io.authflux.error.UniqueViolationException if another row has its key
     */
    public void load(EntityKind kind, Map<String, ? extends @Nullable Object> values) {
        changes.add(new Change(kind, null, table(kind).insert("load", values)));
    }

    /**
     * Removes a row that is gone elsewhere. In a step it is one of the changes.
     *
     * @param kind of which kind it is
     * @param values all of its values by field
     * @return whether there was such a row
     */
    public boolean unload(EntityKind kind, Map<String, ?> values) {
        return delete(kind, table(kind).find(values)) > 0;
    }

    /**
     * The rows of a kind.
     *
     * @param kind the kind
     * @return a copy, in the order of insertion
     */
    public List<Row> rows(EntityKind kind) {
        return List.copyOf(table(kind).rows());
    }

    private Table table(EntityKind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    private void replace(EntityKind kind, @Nullable Row old, @Nullable Row row) {
        if (old != null) {
            table(kind).delete(old);
        }
        if (row != null) {
            table(kind).add(row);
        }
    }

    Row insert(String operation, EntityKind kind, Map<String, @Nullable Object> values) {
        requireUser(operation, schema.entity(kind), values);
        Row row = table(kind).insert(operation, values);
        changes.add(new Change(kind, null, row));
        return row;
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

    Row update(String operation, EntityKind kind, Row row, Map<String, @Nullable Object> values) {
        Row changed = table(kind).update(operation, row, values);
        changes.add(new Change(kind, row, changed));
        return changed;
    }

    List<Row> find(EntityKind kind, Map<String, String> where) {
        return canMatch(kind, where) ? table(kind).find(asKept(kind, where)) : List.of();
    }

    /** What is asked for, as a column with a codec has it. */
    private Map<String, Object> asKept(EntityKind kind, Map<String, String> where) {
        Map<String, Object> kept = new HashMap<>();
        where.forEach((field, value) -> {
            Column column = schema.entity(kind).column(field);
            kept.put(field, column.codec() == null ? value : Objects.requireNonNull(column.require(value)));
        });
        return kept;
    }

    /** What cannot be in a row at all is never looked for. */
    private boolean canMatch(EntityKind kind, Map<String, String> where) {
        Entity entity = schema.entity(kind);
        return where.entrySet().stream()
                .allMatch(e ->
                        !e.getValue().isBlank() && entity.column(e.getKey()).canHold(e.getValue()));
    }

    @Nullable
    Row findOne(EntityKind kind, Map<String, String> where) {
        List<Row> rows = find(kind, where);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Deletes what matches, and answers how many that was. */
    long delete(EntityKind kind, Map<String, String> where) {
        return delete(kind, find(kind, where));
    }

    /** Deletes what ended before an instant. */
    long deleteExpired(EntityKind kind, Instant now) {
        return delete(
                kind,
                table(kind).rows().stream()
                        .filter(row -> row.instant("expires").isBefore(now))
                        .toList());
    }

    long delete(EntityKind kind, Collection<Row> rows) {
        rows.forEach(row -> {
            table(kind).delete(row);
            changes.add(new Change(kind, row, null));
        });
        return rows.size();
    }
}
