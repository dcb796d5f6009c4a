// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the stores share.
 *
 * @param storage where the rows are
 * @param schema the tables
 * @param clock what time it is
 */
record RowContext(RowStorage storage, Schema schema, Clock clock) {

    RowContext {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(clock, "clock");
    }

    Instant now() {
        return clock.instant();
    }

    Entity entity(EntityKind kind) {
        return schema.entity(kind);
    }

    <T> Mono<T> atomically(String operation, Function<Tables, @Nullable T> step) {
        return storage.atomically(operation, step);
    }

    /** An insert, its values checked at once and its generated values made anew by each subscription. */
    Mono<Row> insert(String operation, EntityKind kind, Map<String, @Nullable Object> values) {
        Entity entity = entity(kind);
        entity.check(values);
        return atomically(operation, tables -> tables.insert(operation, kind, entity.newRow(values, now())));
    }
}
