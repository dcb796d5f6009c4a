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
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds a document together with its user: in one round trip where the server has {@code $lookup}, else in two. */
final class MongoJoin {

    private static final String USER = "_user";
    private static final String USER_ID = "userId";

    private final MongoTable table;
    private final MongoTable users;
    private final boolean lookup;
    private final MongoCollection<BsonDocument> documents;
    private final MongoCollection<BsonDocument> userDocuments;
    private final BsonDocument join;

    /** {@code from}: which servers are asked. */
    MongoJoin(MongoTable table, MongoTable users, boolean lookup, ReadPreference from) {
        this.table = table;
        this.users = users;
        this.lookup = lookup;
        documents = table.collection().withReadPreference(from);
        userDocuments = users.collection().withReadPreference(from);
        join = new BsonDocument(
                "$lookup",
                new BsonDocument("from", text(users.documents().entity().table()))
                        .append("localField", text(table.documents().name(USER_ID)))
                        .append("foreignField", text(users.documents().name("id")))
                        .append("as", text(USER)));
    }

    /**
     * A document and its user, never one without the other.
     *
     * @param document the document that was asked for
     * @param user its user's document
     */
    record Joined(BsonDocument document, BsonDocument user) {}

    /** The filter is made anew by each subscription. */
    Mono<Joined> find(String operation, Supplier<BsonDocument> filter) {
        return table.runner().one(operation, () -> lookup ? inOne(filter.get()) : inTwo(filter.get()));
    }

    /** The same, without the runner: tells whether the server can. */
    Mono<Joined> inOne(BsonDocument filter) {
        List<BsonDocument> pipeline =
                List.of(new BsonDocument("$match", filter), new BsonDocument("$limit", new BsonInt32(1)), join);
        return Mono.from(documents.aggregate(pipeline).first()).mapNotNull(MongoJoin::split);
    }

    /** Several documents, each with its user, at most as many as given, so that no cursor needs a second round trip. */
    Mono<List<Joined>> findAll(String operation, Supplier<BsonDocument> filter, int most) {
        return table.runner()
                .one(operation, () -> lookup ? allInOne(filter.get(), most) : allInTwo(filter.get(), most));
    }

    private Mono<List<Joined>> allInOne(BsonDocument filter, int most) {
        List<BsonDocument> pipeline = List.of(new BsonDocument("$match", filter), join);
        return Flux.from(documents.aggregate(pipeline).batchSize(most))
                .mapNotNull(MongoJoin::split)
                .collectList();
    }

    private Mono<List<Joined>> allInTwo(BsonDocument filter, int most) {
        return Flux.from(documents.find(filter).batchSize(most))
                .collectList()
                .flatMap(documents -> users(documents, most).map(byId -> pairs(documents, byId)));
    }

    private Mono<Map<BsonValue, BsonDocument>> users(List<BsonDocument> documents, int most) {
        Set<BsonValue> ids = new HashSet<>();
        documents.forEach(document -> {
            BsonValue id = document.get(table.documents().name(USER_ID));
            if (id != null) {
                ids.add(id);
            }
        });
        String key = users.documents().name("id");
        BsonDocument in = new BsonDocument(key, new BsonDocument("$in", new BsonArray(new ArrayList<>(ids))));
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : Flux.from(userDocuments.find(in).batchSize(most))
                        .collectMap(user -> Objects.requireNonNull(user.get(key)));
    }

    private List<Joined> pairs(List<BsonDocument> documents, Map<BsonValue, BsonDocument> users) {
        List<Joined> pairs = new ArrayList<>(documents.size());
        for (BsonDocument document : documents) {
            BsonValue id = document.get(table.documents().name(USER_ID));
            BsonDocument user = id == null ? null : users.get(id);
            if (user != null) {
                pairs.add(new Joined(document, user));
            }
        }
        return pairs;
    }

    private static @Nullable Joined split(BsonDocument found) {
        BsonArray matches = found.getArray(USER);
        return matches.isEmpty() ? null : new Joined(found, matches.get(0).asDocument());
    }

    private Mono<Joined> inTwo(BsonDocument filter) {
        return Mono.from(documents.find(filter).first()).flatMap(document -> {
            BsonValue userId = document.get(table.documents().name(USER_ID));
            return userId == null ? Mono.empty() : user(userId).map(user -> new Joined(document, user));
        });
    }

    private Mono<BsonDocument> user(BsonValue id) {
        return Mono.from(userDocuments
                .find(new BsonDocument(users.documents().name("id"), id))
                .first());
    }

    private static BsonString text(String value) {
        return new BsonString(value);
    }
}
