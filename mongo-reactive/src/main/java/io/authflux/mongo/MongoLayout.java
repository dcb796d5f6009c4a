// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What NextAuth's TypeORM adapter does to its models for MongoDB: names in camel case, the key in {@code _id}, the unique
 * address as an index of the name {@code email}. Index names are a collection's own here, so a prefix leaves them alone.
 */
final class MongoLayout {

    private static final String ID = "_id";

    private MongoLayout() {}

    static Schema of(Schema schema, NamingStrategy naming, String prefix) {
        UnaryOperator<Entity> change = entity -> documents(entity.withTable(prefix + entity.table()));
        Schema changed = schema.named(naming);
        for (EntityKind kind : EntityKind.values()) {
            changed = changed.with(kind, change);
        }
        return changed;
    }

    private static Entity documents(Entity entity) {
        boolean hasId = entity.primaryKey().equals(List.of("id"));
        boolean isId = entity.primaryKey().size() == 1
                && entity.column(entity.primaryKey().get(0)).name().equals(ID);
        List<Key> keys = new ArrayList<>();
        for (Key key : entity.keys()) {
            boolean address =
                    key.unique() && key.name().isEmpty() && key.fields().equals(List.of("email"));
            keys.add(address ? key.named("email") : key);
        }
        if (!hasId && !isId && !entity.primaryKey().isEmpty()) {
            keys.add(Key.unique(entity.primaryKey().toArray(String[]::new)));
        }
        // Documents refer to nothing.
        return entity.withKeys(keys)
                .withReferences(List.of())
                .mapColumns(c -> hasId && c.field().equals("id") ? c.named(ID) : c);
    }
}
