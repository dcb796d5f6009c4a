// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Exclusion;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A row of a table that refers to no other and has a unique key of texts. Immutable. */
final class LockRow implements Exclusion.Row {

    private static final Logger LOG = LoggerFactory.getLogger(LockRow.class);

    /** A SHA-256 in hexadecimal. */
    private static final int NAME_LENGTH = 64;

    private final Entity entity;
    private final Key key;
    private final Change<Boolean> insert;
    private final Command delete;

    private LockRow(Table<Boolean> table, Key key) {
        this.entity = table.entity();
        this.key = key;
        this.insert = table.insert("lock");
        this.delete =
                table.delete("lock", key.fields().stream().map(Condition::equal).toArray(Condition[]::new));
    }

    /** Tokens before users, which others may watch. Where no table will do, that is said. */
    static Optional<Exclusion.Row> in(Dialect dialect, String databaseSchema, SchemaState state) {
        Optional<Exclusion.Row> found = Stream.of(EntityKind.VERIFICATION_TOKEN, EntityKind.USER)
                .filter(kind -> !state.unguarded().containsKey(kind))
                .flatMap(kind -> {
                    Exclusion none = Exclusion.of(dialect.keyLock(), databaseSchema, null);
                    Table<Boolean> table = new Table<>(kind, dialect, databaseSchema, state, row -> true, none);
                    return key(table.entity()).map(key -> new LockRow(table, key)).stream();
                })
                .map(Exclusion.Row.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            LOG.warn(
                    "no table has what a lock needs: two who write the same values of a key that the tables lack, at the same"
                            + " moment, may both succeed");
        }
        return found;
    }

    private static Optional<Key> key(Entity entity) {
        Stream<Key> primary = entity.primaryKey().isEmpty()
                ? Stream.empty()
                : Stream.of(Key.unique(entity.primaryKey().toArray(String[]::new)));
        boolean canBeFilled = entity.columns().stream().allMatch(LockRow::canBeFilled);
        return Stream.concat(primary, entity.keys().stream().filter(Key::unique))
                .filter(key -> canBeFilled && entity.references().isEmpty())
                .filter(key -> key.fields().stream().map(entity::column).allMatch(LockRow::isText))
                .findFirst();
    }

    private static boolean isText(Column column) {
        boolean text = (column.type() == ColumnType.STRING || column.type() == ColumnType.TEXT)
                && column.length().orElse(NAME_LENGTH) >= NAME_LENGTH;
        return text && column.codec() == null && column.generator() == Generator.NONE;
    }

    private static boolean canBeFilled(Column column) {
        boolean filled = column.nullable() || column.defaultValue() != null || column.generator() != Generator.NONE;
        Class<?> type = column.type().javaType();
        return filled || isText(column) || type == Instant.class;
    }

    @Override
    public Mono<Void> insert(Statements statements, String name) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Column column : entity.columns()) {
            boolean needed = !column.nullable() && column.defaultValue() == null;
            if (key.fields().contains(column.field()) || (needed && isText(column))) {
                values.put(column.field(), name);
            } else if (needed && column.generator() == Generator.NONE) {
                values.put(column.field(), Instant.EPOCH);
            }
        }
        return statements
                .change(insert, entity.newRow(values, Instant.EPOCH).values().toArray())
                .then();
    }

    @Override
    public Mono<Void> delete(Statements statements, String name) {
        return statements
                .update(delete, key.fields().stream().map(field -> name).toArray())
                .then();
    }
}
