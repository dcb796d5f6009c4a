// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.UniqueViolationException;
import io.authflux.schema.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps keys unique that no index does: looks, writes, looks again, and takes back what it wrote if another has the same.
 *
 * <p>Of two that write the same at one moment, whoever looks last sees both, so that at most one of them is told that it
 * succeeded. Who came first nobody can tell, so that both may take back; the caller tries again after a random pause, and
 * then finds the other or nobody. What an index alone can do is to stop a writer that is none of ours, and one that dies
 * between its write and its second look.
 */
final class MongoUniqueness {

    private static final String ID = "_id";
    private static final String SET = "$set";
    private static final String UNSET = "$unset";
    private static final FindOneAndUpdateOptions BEFORE =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE);

    private final MongoCollection<BsonDocument> collection;
    private final MongoDocuments documents;
    private final List<Key> keys;
    private final Set<String> names = new HashSet<>();

    /** {@code keys}: those that no index keeps unique. */
    MongoUniqueness(MongoCollection<BsonDocument> collection, MongoDocuments documents, List<Key> keys) {
        this.collection = collection;
        this.documents = documents;
        this.keys = keys;
        keys.forEach(key -> key.fields().forEach(field -> names.add(documents.name(field))));
    }

    /** Whether an insert has to be watched. */
    boolean isNeeded() {
        return !keys.isEmpty();
    }

    /** Whether a change has to be. */
    boolean isNeeded(BsonDocument change) {
        return part(change, SET).keySet().stream().anyMatch(names::contains);
    }

    /** Inserts; fails with a violation, or as a conflict after which nothing is there. */
    Mono<Void> insert(String operation, BsonDocument document) {
        Mono<Void> takeBack = Mono.defer(() -> Mono.from(collection.deleteOne(itself(document))))
                .then();
        Mono<Void> insertion = Mono.defer(() -> Mono.from(collection.insertOne(document)))
                .then(Mono.defer(() -> confirm(operation, document, takeBack)));
        return require(operation, document, new BsonDocument()).then(toTheEnd(insertion));
    }

    /** Changes one document and emits it as it is afterwards; fails like {@link #insert}. */
    Mono<BsonDocument> update(String operation, BsonDocument filter, BsonDocument change) {
        Mono<BsonDocument> update = Mono.defer(() -> Mono.from(collection.findOneAndUpdate(filter, change, BEFORE)))
                .flatMap(before -> {
                    BsonDocument after = changed(before, change);
                    BsonDocument unlessChangedAgain = itself(before);
                    unlessChangedAgain.putAll(part(change, SET));
                    Mono<Void> takeBack = Mono.defer(
                                    () -> Mono.from(collection.updateOne(unlessChangedAgain, reversed(before, change))))
                            .then();
                    return confirm(operation, after, takeBack).thenReturn(after);
                });
        return Mono.from(collection.find(filter).first())
                .flatMap(found -> require(operation, changed(found, change), others(found))
                        .then(toTheEnd(update)));
    }

    /** Even if the caller goes away in between: that is what the cache is for. */
    private static <T> Mono<T> toTheEnd(Mono<T> write) {
        return write.cache();
    }

    private Mono<Void> require(String operation, BsonDocument document, BsonDocument among) {
        return Flux.fromIterable(keys)
                .concatMap(key -> find(key, document, among)
                        .flatMap(found -> Mono.<Void>error(new UniqueViolationException(
                                operation, documents.entity().describe(key), null))))
                .then();
    }

    private Mono<Void> confirm(String operation, BsonDocument document, Mono<Void> takeBack) {
        return Flux.fromIterable(keys)
                .concatMap(key -> find(key, document, others(document)))
                .next()
                .flatMap(other -> takeBack.then(Mono.error(new ConcurrentUpdateException(operation, null))));
    }

    private Mono<BsonDocument> find(Key key, BsonDocument document, BsonDocument among) {
        return Mono.justOrEmpty(documents.same(key, document)).flatMap(same -> {
            same.putAll(among);
            return Mono.from(collection.find(same).first());
        });
    }

    private static BsonDocument itself(BsonDocument document) {
        return new BsonDocument(ID, document.get(ID));
    }

    private static BsonDocument others(BsonDocument document) {
        return new BsonDocument(ID, new BsonDocument("$ne", document.get(ID)));
    }

    private static BsonDocument part(BsonDocument change, String operator) {
        return change.getDocument(operator, new BsonDocument());
    }

    private static BsonDocument changed(BsonDocument before, BsonDocument change) {
        BsonDocument after = before.clone();
        after.putAll(part(change, SET));
        after.keySet().removeAll(part(change, UNSET).keySet());
        return after;
    }

    /** The change that undoes a change. */
    private static BsonDocument reversed(BsonDocument before, BsonDocument change) {
        Set<String> touched = new HashSet<>(part(change, SET).keySet());
        touched.addAll(part(change, UNSET).keySet());
        BsonDocument set = new BsonDocument();
        BsonDocument unset = new BsonDocument();
        touched.forEach(name -> {
            if (before.containsKey(name)) {
                set.put(name, before.get(name));
            } else {
                unset.put(name, new BsonString(""));
            }
        });
        return MongoDocuments.change(set, unset);
    }
}
