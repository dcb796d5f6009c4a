// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonReader;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.codecs.DecoderContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds a document together with its user: in one round trip where the server has {@code $lookup}, else in two. */
final class MongoJoin {

    private static final String USER = "_user";

    private final MongoTable table;
    private final MongoTable users;
    private final boolean lookup;
    private final MongoCollection<MongoRow> rows;
    private final MongoCollection<MongoRow> userRows;
    private final MongoCollection<Found> joined;
    private final BsonDocument join;
    private final int userId;
    private final int id;

    /** {@code from}: which servers are asked. */
    MongoJoin(MongoTable table, MongoTable users, boolean lookup, ReadPreference from) {
        this.table = table;
        this.users = users;
        this.lookup = lookup;
        rows = table.rows().withReadPreference(from);
        userRows = users.rows().withReadPreference(from);
        joined = MongoTable.reading(table.collection(), new FoundCodec(table.codec(), users.codec()))
                .withReadPreference(from);
        userId = table.codec().index("userId");
        id = users.codec().index("id");
        join = new BsonDocument(
                "$lookup",
                new BsonDocument("from", text(users.documents().entity().table()))
                        .append("localField", text(table.documents().name("userId")))
                        .append("foreignField", text(users.documents().name("id")))
                        .append("as", text(USER)));
    }

    /**
     * A document and its user, never one without the other.
     *
     * @param document the document that was asked for
     * @param user its user's document
     */
    record Joined(MongoRow document, MongoRow user) {}

    /** What {@code $lookup} answers. */
    private record Found(MongoRow document, @Nullable MongoRow user) {

        @Nullable
        Joined joined() {
            return user == null ? null : new Joined(document, user);
        }
    }

    /** Of several users the first. */
    private static final class FoundCodec implements ReadOnlyCodec<Found> {

        private final MongoRowCodec documents;
        private final MongoRowCodec users;

        FoundCodec(MongoRowCodec documents, MongoRowCodec users) {
            this.documents = documents;
            this.users = users;
        }

        @Override
        public Class<Found> getEncoderClass() {
            return Found.class;
        }

        @Override
        public Found decode(BsonReader reader, DecoderContext context) {
            MongoRow document = documents.row();
            MongoRow user = null;
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                String name = reader.readName();
                if (name.equals(USER)) {
                    user = first(reader, context);
                } else {
                    documents.read(name, reader, document, context);
                }
            }
            reader.readEndDocument();
            return new Found(document, user);
        }

        private @Nullable MongoRow first(BsonReader reader, DecoderContext context) {
            MongoRow first = null;
            reader.readStartArray();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                if (first == null) {
                    first = users.decode(reader, context);
                } else {
                    reader.skipValue();
                }
            }
            reader.readEndArray();
            return first;
        }
    }

    /** The filter is made anew by each subscription. */
    Mono<Joined> find(String operation, Supplier<BsonDocument> filter) {
        return table.runner().one(operation, () -> lookup ? inOne(filter.get()) : inTwo(filter.get()));
    }

    /** The same, without the runner: tells whether the server can. */
    Mono<Joined> inOne(BsonDocument filter) {
        List<BsonDocument> pipeline =
                List.of(new BsonDocument("$match", filter), new BsonDocument("$limit", new BsonInt32(1)), join);
        return Flux.from(joined.aggregate(pipeline).batchSize(MongoTable.allInOneTrip(1)))
                .singleOrEmpty()
                .mapNotNull(Found::joined);
    }

    private Mono<Joined> inTwo(BsonDocument filter) {
        return Mono.from(rows.find(filter).first()).flatMap(document -> {
            BsonValue owner = document.value(userId);
            return owner == null ? Mono.empty() : user(owner).map(user -> new Joined(document, user));
        });
    }

    private Mono<MongoRow> user(BsonValue owner) {
        return Mono.from(userRows.find(new BsonDocument(users.documents().name("id"), owner))
                .first());
    }

    /** Several documents, each with its user, at most as many as given, in one round trip. */
    Mono<List<Joined>> findAll(String operation, Supplier<BsonDocument> filter, int most) {
        return table.runner()
                .one(operation, () -> lookup ? allInOne(filter.get(), most) : allInTwo(filter.get(), most));
    }

    private Mono<List<Joined>> allInOne(BsonDocument filter, int most) {
        List<BsonDocument> pipeline = List.of(new BsonDocument("$match", filter), join);
        return Flux.from(joined.aggregate(pipeline).batchSize(MongoTable.allInOneTrip(most)))
                .mapNotNull(Found::joined)
                .collectList();
    }

    private Mono<List<Joined>> allInTwo(BsonDocument filter, int most) {
        return Flux.from(rows.find(filter).batchSize(MongoTable.allInOneTrip(most)))
                .collectList()
                .flatMap(documents -> users(documents, most).map(byId -> pairs(documents, byId)));
    }

    private Mono<Map<BsonValue, MongoRow>> users(List<MongoRow> documents, int most) {
        Set<BsonValue> ids = new HashSet<>();
        documents.forEach(document -> {
            BsonValue owner = document.value(userId);
            if (owner != null) {
                ids.add(owner);
            }
        });
        BsonArray keys = new BsonArray(new ArrayList<>(ids));
        BsonDocument in = new BsonDocument(users.documents().name("id"), new BsonDocument("$in", keys));
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : Flux.from(userRows.find(in).batchSize(MongoTable.allInOneTrip(most)))
                        .collectMap(user -> Objects.requireNonNull(user.value(id)));
    }

    private List<Joined> pairs(List<MongoRow> documents, Map<BsonValue, MongoRow> users) {
        List<Joined> pairs = new ArrayList<>(documents.size());
        for (MongoRow document : documents) {
            BsonValue owner = document.value(userId);
            MongoRow user = owner == null ? null : users.get(owner);
            if (user != null) {
                pairs.add(new Joined(document, user));
            }
        }
        return pairs;
    }

    private static BsonString text(String value) {
        return new BsonString(value);
    }
}
