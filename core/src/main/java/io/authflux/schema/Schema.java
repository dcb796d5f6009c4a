// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The tables of one application. Immutable; every method returns another schema.
 *
 * @param entities the table of each kind
 */
public record Schema(Map<EntityKind, Entity> entities) {

    static {
        // Whoever assembles an adapter has a schema first; the first insert may be on an event loop.
        Tokens.seed();
    }

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if a kind has no table, or that of another kind, or two have the same
     */
    public Schema {
        Map<EntityKind, Entity> copy = new EnumMap<>(EntityKind.class);
        copy.putAll(entities);
        for (EntityKind kind : EntityKind.values()) {
            Entity entity = copy.get(kind);
            if (entity == null) {
                throw new IllegalArgumentException("the schema has no table for " + kind);
            }
            if (entity.kind() != kind) {
                throw new IllegalArgumentException("the table for " + kind + " is one for " + entity.kind());
            }
        }
        long tables = copy.values().stream().map(Entity::table).distinct().count();
        if (tables != copy.size()) {
            throw new IllegalArgumentException("two kinds share a table name: "
                    + copy.values().stream().map(Entity::table).toList());
        }
        entities = Collections.unmodifiableMap(copy);
    }

    /**
     * NextAuth v3's tables, as its TypeORM adapter names and types them on SQL databases.
     *
     * @return the default schema
     */
    public static Schema nextAuth() {
        return NextAuthLayout.SCHEMA;
    }

    /**
     * A schema of these tables.
     *
     * @param entities one of each kind
     * @return the schema
     * @throws IllegalArgumentException if there is not exactly one of each kind, or two have the same table name
     */
    public static Schema of(Collection<Entity> entities) {
        Map<EntityKind, Entity> byKind = new EnumMap<>(EntityKind.class);
        for (Entity entity : entities) {
            if (byKind.put(entity.kind(), entity) != null) {
                throw new IllegalArgumentException("the schema has two tables for " + entity.kind());
            }
        }
        return new Schema(byKind);
    }

    /**
     * The table of a kind.
     *
     * @param kind the kind
     * @return its table
     */
    public Entity entity(EntityKind kind) {
        return Objects.requireNonNull(entities.get(kind));
    }

    /**
     * All tables, users first: the order in which they can be created.
     *
     * @return the tables
     */
    public List<Entity> tables() {
        return List.copyOf(entities.values());
    }

    /**
     * The same schema with one table changed.
     *
     * @param kind which
     * @param change the change, for instance {@code users -> users.with(Column.optional("role", "role", STRING))}
     * @return the schema
     */
    public Schema with(EntityKind kind, UnaryOperator<Entity> change) {
        Map<EntityKind, Entity> changed = new EnumMap<>(entities);
        changed.put(kind, change.apply(entity(kind)));
        return new Schema(changed);
    }

    /**
     * The same schema with tables and columns renamed.
     *
     * @param naming how
     * @return the schema
     */
    public Schema named(NamingStrategy naming) {
        return map(e -> e.withTable(naming.apply(e.table())).mapColumns(c -> c.named(naming.apply(c.name()))));
    }

    /**
     * The same schema with a prefix before every table name, like TypeORM's {@code entityPrefix}. Keys that have a name
     * of their own get it too: index names are shared by a whole database schema, and two prefixes must not collide.
     *
     * @param prefix the prefix, may be empty
     * @return the schema
     */
    public Schema prefixed(String prefix) {
        return prefix.isEmpty() ? this : map(e -> prefixed(e, prefix));
    }

    /**
     * The same schema with random UUIDs as keys where the database would number the rows, and wherever such a key is
     * referred to. Keys of other kinds stay as they are.
     *
     * @return the schema
     */
    public Schema withUuids() {
        return map(e -> e.mapColumns(c -> switch (c.type()) {
            case ID_INTEGER, ID_BIGINT -> uuid(c);
            default -> c;
        }));
    }

    private static Column uuid(Column column) {
        Column uuid = column.typed(ColumnType.ID_UUID);
        return column.generator() == Generator.DATABASE ? uuid.generated(Generator.UUID_V4) : uuid;
    }

    private static Entity prefixed(Entity entity, String prefix) {
        List<Key> keys = entity.keys().stream()
                .map(k -> k.name().map(n -> k.named(prefix + n)).orElse(k))
                .toList();
        return entity.withTable(prefix + entity.table()).withKeys(keys);
    }

    private Schema map(UnaryOperator<Entity> change) {
        return of(tables().stream().map(change).toList());
    }
}
