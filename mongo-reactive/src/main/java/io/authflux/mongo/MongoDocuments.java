// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.error.ReferenceViolationException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** The documents of one collection, compiled from the schema once. A field without a value is left out, never null. */
final class MongoDocuments {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private final Entity entity;

    MongoDocuments(Entity entity) {
        entity.columns().forEach(BsonValues::requireSupported);
        this.entity = entity;
    }

    Entity entity() {
        return entity;
    }

    /** A document to insert. */
    BsonDocument insertion(String operation, Map<String, @Nullable Object> values, Instant now) {
        Map<String, @Nullable Object> row = entity.newRow(values, now);
        BsonDocument document = new BsonDocument(row.size() + 1);
        for (Column column : entity.columns()) {
            @Nullable Object value = row.get(column.field());
            if (value != null) {
                document.put(column.name(), encode(operation, column, value));
            } else if (column.generator() == Generator.DATABASE) {
                document.put(column.name(), new BsonObjectId(new ObjectId()));
            }
        }
        return document;
    }

    /** Documents with the values that one has for a key; empty if it has none for one of the fields. */
    Optional<BsonDocument> same(Key key, BsonDocument document) {
        BsonDocument filter = new BsonDocument();
        for (String field : key.fields()) {
            String name = name(field);
            BsonValue value = document.get(name);
            if (value == null || BsonValues.isNothing(value)) {
                return Optional.empty();
            }
            boolean text = value.isString();
            filter.put(name, text ? orNumber(field, value.asString().getValue(), value) : value);
        }
        return Optional.of(filter);
    }

    /** A change of some fields; empty if there is nothing to change. */
    Optional<BsonDocument> change(String operation, Map<String, @Nullable Object> changes, Instant now) {
        BsonDocument set = new BsonDocument();
        BsonDocument unset = new BsonDocument();
        entity.changedRow(changes, now).forEach((field, value) -> {
            Column column = entity.column(field);
            if (value == null) {
                unset.put(column.name(), new BsonString(""));
            } else {
                set.put(column.name(), encode(operation, column, value));
            }
        });
        return Optional.of(change(set, unset)).filter(u -> !u.isEmpty());
    }

    /** Without an operator that would have nothing to do, which some servers refuse. */
    static BsonDocument change(BsonDocument set, BsonDocument unset) {
        BsonDocument change = new BsonDocument();
        if (!set.isEmpty()) {
            change.put("$set", set);
        }
        if (!unset.isEmpty()) {
            change.put("$unset", unset);
        }
        return change;
    }

    private static BsonValue encode(String operation, Column column, Object value) {
        BsonValue encoded = BsonValues.encode(column, value);
        if (encoded == null) {
            throw new ReferenceViolationException(operation, column.field(), null);
        }
        return encoded;
    }

    /** Documents with this value; empty if no document can have it. */
    Optional<BsonDocument> where(String field, String value) {
        Column column = entity.column(field);
        if (value.isBlank() || !column.canHold(value)) {
            return Optional.empty();
        }
        BsonValue encoded = BsonValues.encode(column, value);
        return encoded == null
                ? Optional.empty()
                : Optional.of(new BsonDocument(column.name(), orNumber(field, value, encoded)));
    }

    /** Documents with all these values; empty if no document can have them. */
    Optional<BsonDocument> where(Map<String, Object> values) {
        BsonDocument filter = new BsonDocument();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            Column column = entity.column(value.getKey());
            Optional<BsonDocument> one = value.getValue() instanceof String text
                    ? where(column.field(), text)
                    : Optional.ofNullable(BsonValues.encode(column, value.getValue()))
                            .map(encoded -> new BsonDocument(column.name(), encoded));
            if (one.isEmpty()) {
                return one;
            }
            filter.putAll(one.get());
        }
        return Optional.of(filter);
    }

    /** A filter for several values of a field, each of which {@link #where(String, String)} has a filter for. */
    BsonDocument whereIn(String field, List<String> values) {
        Column column = entity.column(field);
        BsonArray keys = new BsonArray(values.size());
        values.forEach(
                value -> keys.add(Objects.requireNonNull(BsonValues.encode(column, value), "a key was not checked")));
        return new BsonDocument(column.name(), new BsonDocument("$in", keys));
    }

    /** Documents with these two values; empty if no document can have them. */
    Optional<BsonDocument> where(String field, String value, String otherField, String otherValue) {
        return where(field, value).flatMap(one -> where(otherField, otherValue).map(other -> {
            one.putAll(other);
            return one;
        }));
    }

    /** The key of an account at a provider that numbers its users: NextAuth stored it as the number it was. */
    private BsonValue orNumber(String field, String value, BsonValue encoded) {
        if (entity.kind() == EntityKind.ACCOUNT
                && field.equals("providerAccountId")
                && WHOLE_NUMBER.matcher(value).matches()) {
            BsonArray either = new BsonArray(List.of(encoded, new BsonInt64(Long.parseLong(value))));
            return new BsonDocument("$in", either);
        }
        return encoded;
    }

    /**
     * Adds that the document has not ended at an instant, by saying what its end is not: of {@code $gte}, in an expression
     * too, some planners make a search in the index of ends, nearly all of which are in the future. Unlike a filter, an
     * expression compares values of all kinds, so that there is an upper bound to it.
     */
    BsonDocument alive(BsonDocument filter, Instant now) {
        BsonValue bound = BsonValues.notBefore(expires(), now);
        BsonArray both =
                new BsonArray(List.of(endIsNot("$lt", bound), endIsNot("$gt", BsonValues.lastOfItsKind(bound))));
        return filter.append("$expr", new BsonDocument("$and", both));
    }

    private BsonDocument endIsNot(String comparison, BsonValue bound) {
        BsonArray sides = new BsonArray(List.of(new BsonString("$" + expires().name()), bound));
        return new BsonDocument("$not", new BsonArray(List.of(new BsonDocument(comparison, sides))));
    }

    /** Whether a document that was read, with this end, matches {@link #alive}: an end of another kind than the column's is none. */
    boolean isAlive(@Nullable BsonValue end, Instant now) {
        return BsonValues.isAtLeast(end, BsonValues.notBefore(expires(), now));
    }

    /** Documents that ended before an instant. */
    BsonDocument ended(Instant now) {
        return new BsonDocument(expires().name(), new BsonDocument("$lt", BsonValues.notBefore(expires(), now)));
    }

    private Column expires() {
        return entity.column("expires");
    }

    String name(String field) {
        return entity.column(field).name();
    }
}
