// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.UniqueViolationException;
import io.authflux.schema.Key;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps keys unique that no index does: looks, writes, looks again, and takes back what it wrote if another has the same.
 *
 * <p>What is in such a collection twice all the same is given out once, see {@link #take}.
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
    private final List<Set<String>> guarded;

    /** {@code keys}: those that no index keeps unique. */
    MongoUniqueness(MongoCollection<BsonDocument> collection, MongoDocuments documents, List<Key> keys) {
        this.collection = collection;
        this.documents = documents;
        this.keys = keys;
        guarded = Stream.concat(
                        Stream.of(Set.of(ID)),
                        documents.entity().keys().stream()
                                .filter(key -> key.unique() && !keys.contains(key))
                                .map(key -> names(documents, key)))
                .toList();
    }

    private static Set<String> names(MongoDocuments documents, Key key) {
        return key.fields().stream().map(documents::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an index keeps what these values match from being several. */
    boolean isOne(BsonDocument filter) {
        return guarded.stream().anyMatch(filter.keySet()::containsAll);
    }

    /**
     * Deletes all that matches and emits the first of it, to at most one of any number of callers. The first goes last: who
     * comes in between finds it and competes for it, and who stops in between leaves it to be taken.
     */
    Mono<BsonDocument> take(BsonDocument filter) {
        return Flux.from(collection.find(filter).sort(new BsonDocument(ID, new BsonInt32(1))))
                .collectList()
                .flatMap(found -> found.isEmpty()
                        ? Mono.empty()
                        : delete(found.subList(1, found.size()))
                                .then(Mono.defer(() -> Mono.from(collection.findOneAndDelete(itself(found.get(0)))))));
    }

    private Mono<Void> delete(List<BsonDocument> all) {
        BsonArray ids = new BsonArray(all.stream().map(one -> one.get(ID)).toList());
        BsonDocument filter = new BsonDocument(ID, new BsonDocument("$in", ids));
        return all.isEmpty()
                ? Mono.empty()
                : Mono.from(collection.deleteMany(filter)).then();
    }

    /** Whether an insert has to be watched. */
    boolean isNeeded() {
        return !keys.isEmpty();
    }

    /** Whether a change has to be. */
    boolean isNeeded(BsonDocument change) {
        return !withOneOf(part(change, SET).keySet()).isEmpty();
    }

    /** Inserts; fails with a violation, or as a conflict after which nothing is there. */
    Mono<Void> insert(String operation, BsonDocument document) {
        Mono<Void> takeBack = Mono.defer(() -> Mono.from(collection.deleteOne(itself(document))))
                .then();
        Mono<Void> insertion = Mono.defer(() -> Mono.from(collection.insertOne(document)))
                .then(Mono.defer(() -> confirm(operation, keys, document, takeBack)));
        return require(operation, keys, document, new BsonDocument()).then(toTheEnd(insertion));
    }

    /** Changes one document and emits it as it is afterwards; fails like {@link #insert}. */
    Mono<BsonDocument> update(String operation, BsonDocument filter, BsonDocument change) {
        List<Key> written = written(change);
        Mono<BsonDocument> update = Mono.defer(() -> Mono.from(collection.findOneAndUpdate(filter, change, BEFORE)))
                .flatMap(before -> {
                    BsonDocument after = changed(before, change);
                    BsonDocument unlessChangedAgain = itself(before);
                    unlessChangedAgain.putAll(part(change, SET));
                    Mono<Void> takeBack = Mono.defer(
                                    () -> Mono.from(collection.updateOne(unlessChangedAgain, reversed(before, change))))
                            .then();
                    return confirm(operation, written, after, takeBack).thenReturn(after);
                });
        return Mono.from(collection.find(filter).first())
                .flatMap(found -> require(operation, written, changed(found, change), others(found))
                        .then(toTheEnd(update)));
    }

    /** Even if the caller goes away in between: that is what the cache is for. */
    private static <T> Mono<T> toTheEnd(Mono<T> write) {
        return write.cache();
    }

    /** What else is doubled is no fault of this change. */
    private List<Key> written(BsonDocument change) {
        return withOneOf(touched(change));
    }

    private List<Key> withOneOf(Set<String> names) {
        return keys.stream()
                .filter(key -> !Collections.disjoint(names(documents, key), names))
                .toList();
    }

    private Mono<Void> require(String operation, List<Key> written, BsonDocument document, BsonDocument among) {
        return Flux.fromIterable(written)
                .concatMap(key -> find(key, document, among)
                        .flatMap(found -> Mono.<Void>error(new UniqueViolationException(
                                operation, documents.entity().describe(key), null))))
                .then();
    }

    private Mono<Void> confirm(String operation, List<Key> written, BsonDocument document, Mono<Void> takeBack) {
        return Flux.fromIterable(written)
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

    private static Set<String> touched(BsonDocument change) {
        Set<String> touched = new HashSet<>(part(change, SET).keySet());
        touched.addAll(part(change, UNSET).keySet());
        return touched;
    }

    private static BsonDocument changed(BsonDocument before, BsonDocument change) {
        BsonDocument after = before.clone();
        after.putAll(part(change, SET));
        after.keySet().removeAll(part(change, UNSET).keySet());
        return after;
    }

    /** The change that undoes a change. */
    private static BsonDocument reversed(BsonDocument before, BsonDocument change) {
        BsonDocument set = new BsonDocument();
        BsonDocument unset = new BsonDocument();
        touched(change).forEach(name -> {
            if (before.containsKey(name)) {
                set.put(name, before.get(name));
            } else {
                unset.put(name, new BsonString(""));
            }
        });
        return MongoDocuments.change(set, unset);
    }
}
