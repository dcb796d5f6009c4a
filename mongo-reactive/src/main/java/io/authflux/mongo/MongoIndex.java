// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.authflux.schema.Entity;
import io.authflux.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * An index that a collection should have.
 *
 * @param name its name when we make it
 * @param columns the fields of the documents, in order
 * @param unique whether no two documents may have the same values
 * @param nullable whether documents without a value must not collide
 * @param ttl whether MongoDB deletes what has passed the date
 * @param key what it is made for
 * @param field what to name in an error, see {@link Entity#describe}
 */
record MongoIndex(
        String name, List<String> columns, boolean unique, boolean nullable, boolean ttl, Key key, String field) {

    private static final String EXPIRES = "expires";
    private static final String PARTIAL = "partialFilterExpression";
    private static final String EXPIRE_AFTER = "expireAfterSeconds";

    /** The indexes of a collection. */
    static List<MongoIndex> of(Entity entity, boolean ttlIndexes) {
        List<Key> keys = new ArrayList<>(entity.keys());
        boolean ttl =
                ttlIndexes && entity.kind().field(EXPIRES).isPresent() && BsonValues.isDate(entity.column(EXPIRES));
        Key byEnd = Key.index(EXPIRES);
        if (ttl && keys.stream().noneMatch(k -> k.fields().equals(byEnd.fields()))) {
            keys.add(byEnd);
        }
        return keys.stream()
                .map(key -> of(entity, key, ttl && key.fields().equals(byEnd.fields())))
                .toList();
    }

    private static MongoIndex of(Entity entity, Key key, boolean ttl) {
        List<String> columns =
                key.fields().stream().map(f -> entity.column(f).name()).toList();
        boolean nullable = key.fields().stream().anyMatch(f -> entity.column(f).nullable());
        String derived = key.unique()
                ? entity.names().unique(entity.table(), columns)
                : entity.names().index(entity.table(), columns);
        return new MongoIndex(
                key.name().orElse(derived), columns, key.unique(), nullable, ttl, key, entity.describe(key));
    }

    /** As NextAuth makes it: sparse where a value may be missing. */
    IndexModel sparse() {
        IndexOptions options = options();
        if (unique && nullable && columns.size() == 1) {
            options.sparse(true);
        } else if (unique && nullable) {
            options.partialFilterExpression(present());
        }
        return new IndexModel(keys(), options);
    }

    /** For a collection that holds explicit nulls, which a sparse index counts as values. */
    IndexModel partial() {
        return new IndexModel(keys(), options().partialFilterExpression(present()));
    }

    private IndexOptions options() {
        IndexOptions options = new IndexOptions().name(name).unique(unique);
        return ttl ? options.expireAfter(0L, TimeUnit.SECONDS) : options;
    }

    private BsonDocument keys() {
        BsonDocument keys = new BsonDocument();
        columns.forEach(c -> keys.put(c, new BsonInt32(1)));
        return keys;
    }

    /** All its fields have a text, which is what nullable keys are. */
    private BsonDocument present() {
        BsonDocument present = new BsonDocument();
        columns.forEach(c -> present.put(c, new BsonDocument("$type", new BsonString("string"))));
        return present;
    }

    /** Documents that hold an explicit null in the field of a nullable key. */
    Optional<BsonDocument> nulls() {
        return unique && nullable && columns.size() == 1
                ? Optional.of(new BsonDocument(columns.get(0), new BsonDocument("$type", new BsonString("null"))))
                : Optional.empty();
    }

    /** Whether an existing index, as {@code listIndexes} describes it, does what this one should. */
    boolean isServedBy(BsonDocument existing) {
        List<String> fields = List.copyOf(existing.getDocument("key").keySet());
        boolean ordered = existing.getDocument("key").values().stream().allMatch(BsonValue::isNumber);
        if (!ordered || existing.containsKey("collation") || (ttl && !existing.containsKey(EXPIRE_AFTER))) {
            return false;
        }
        boolean sparse = isTrue(existing, "sparse");
        boolean partial = existing.containsKey(PARTIAL);
        if (!unique) {
            return !sparse
                    && !partial
                    && fields.size() >= columns.size()
                    && fields.subList(0, columns.size()).equals(columns);
        }
        return isTrue(existing, "unique") && fields.equals(columns) && (nullable ? sparse || partial : !partial);
    }

    private static boolean isTrue(BsonDocument existing, String option) {
        BsonValue value = existing.get(option);
        return value != null
                && (value.equals(BsonBoolean.TRUE)
                        || (value.isNumber() && value.asNumber().intValue() != 0));
    }

    /** In words, for a list of what is missing. */
    String describe() {
        return (unique ? "unique index " : "index ") + name + " on " + String.join(", ", columns)
                + (unique && nullable ? " (sparse)" : "") + (ttl ? " (expireAfterSeconds 0)" : "");
    }

    /** An existing one in words. */
    static String describe(BsonDocument existing) {
        StringBuilder words = new StringBuilder(isTrue(existing, "unique") ? "unique index on " : "index on ");
        words.append(String.join(", ", existing.getDocument("key").keySet()));
        for (String option : List.of("sparse", PARTIAL, EXPIRE_AFTER, "collation")) {
            if (existing.containsKey(option)) {
                words.append(" (").append(option).append(')');
            }
        }
        return words.toString();
    }
}
