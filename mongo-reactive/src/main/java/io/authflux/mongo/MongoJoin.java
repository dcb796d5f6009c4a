// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds a document together with its user: in one round trip where the server has {@code $lookup}, else in two. */
final class MongoJoin {

    private static final String USER = "_user";

    private final MongoTable table;
    private final MongoTable users;
    private final boolean lookup;
    private final BsonDocument join;

    MongoJoin(MongoTable table, MongoTable users, boolean lookup) {
        this.table = table;
        this.users = users;
        this.lookup = lookup;
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
    record Joined(BsonDocument document, BsonDocument user) {}

    /** The filter is made anew by each subscription. */
    Mono<Joined> find(String operation, Supplier<BsonDocument> filter) {
        return table.runner().one(operation, () -> lookup ? inOne(filter.get()) : inTwo(filter.get()));
    }

    /** The same, without the runner: tells whether the server can. */
    Mono<Joined> inOne(BsonDocument filter) {
        List<BsonDocument> pipeline =
                List.of(new BsonDocument("$match", filter), new BsonDocument("$limit", new BsonInt32(1)), join);
        return Mono.from(table.collection().aggregate(pipeline).first()).mapNotNull(MongoJoin::split);
    }

    private static @Nullable Joined split(BsonDocument found) {
        BsonArray matches = found.getArray(USER);
        return matches.isEmpty() ? null : new Joined(found, matches.get(0).asDocument());
    }

    private Mono<Joined> inTwo(BsonDocument filter) {
        return Mono.from(table.collection().find(filter).first()).flatMap(document -> {
            BsonValue userId = document.get(table.documents().name("userId"));
            return userId == null ? Mono.empty() : user(userId).map(user -> new Joined(document, user));
        });
    }

    private Mono<BsonDocument> user(BsonValue id) {
        return Mono.from(users.collection()
                .find(new BsonDocument(users.documents().name("id"), id))
                .first());
    }

    private static BsonString text(String value) {
        return new BsonString(value);
    }
}
