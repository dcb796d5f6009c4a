// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.error.StoreFailureException;
import io.authflux.schema.Entity;
import io.authflux.schema.Key;
import io.authflux.spi.Cells;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One collection: its documents, and the statements that every store is made of. An empty filter matches nothing. */
final class MongoTable {

    /** Of our own, so that no codec of the caller's client gets in between. */
    private static final CodecRegistry CODECS = CodecRegistries.fromProviders(new BsonValueCodecProvider());

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    /** One, and one more to know whether it is the only one. */
    static final int TWO = 2;

    private final MongoRunner runner;
    private final MongoDocuments documents;
    private final MongoCollection<BsonDocument> collection;
    private final MongoRowCodec codec;
    private final MongoCollection<MongoRow> rows;
    private final MongoUniqueness uniqueness;

    /** {@code unguarded}: the keys that no index keeps unique. */
    MongoTable(MongoRunner runner, MongoDatabase database, Entity entity, List<Key> unguarded) {
        this.runner = runner;
        documents = new MongoDocuments(entity);
        collection = collection(database, entity.table());
        codec = new MongoRowCodec(entity);
        rows = reading(collection, codec);
        uniqueness = new MongoUniqueness(collection, documents, unguarded);
    }

    /** Reads what was written last, whatever the client prefers to read from. */
    static MongoCollection<BsonDocument> collection(MongoDatabase database, String name) {
        return database.withCodecRegistry(CODECS)
                .withReadPreference(ReadPreference.primary())
                .getCollection(name, BsonDocument.class);
    }

    /** The same collection, whose documents are read otherwise. */
    static <T> MongoCollection<T> reading(MongoCollection<BsonDocument> collection, ReadOnlyCodec<T> codec) {
        CodecRegistry codecs = CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), CODECS);
        return collection.withCodecRegistry(codecs).withDocumentClass(codec.getEncoderClass());
    }

    MongoRunner runner() {
        return runner;
    }

    MongoDocuments documents() {
        return documents;
    }

    MongoCollection<BsonDocument> collection() {
        return collection;
    }

    /** Its documents as they are read; nothing can be written by this. */
    MongoCollection<MongoRow> rows() {
        return rows;
    }

    MongoRowCodec codec() {
        return codec;
    }

    /** Inserts; the values are checked at once, and what is generated is made anew by each subscription. */
    <T> Mono<T> insert(String operation, Map<String, @Nullable Object> values, Function<Cells, T> reader) {
        documents.entity().check(values);
        return runner.write(operation, () -> {
            BsonDocument document = documents.insertion(operation, values, runner.now());
            Mono<Void> insertion = uniqueness.isNeeded()
                    ? uniqueness.insert(operation, document)
                    : Mono.from(collection.insertOne(document)).then();
            return insertion.thenReturn(reader.apply(codec.row(document)));
        });
    }

    <T> Mono<T> findOne(String operation, Optional<BsonDocument> filter, Function<Cells, T> reader) {
        return filter.map(
                        f -> runner.one(operation, () -> rows.find(f).first()).map(row -> read(operation, row, reader)))
                .orElseGet(Mono::empty);
    }

    /** Finds one, and another if there is one: none is picked of several that should be one. */
    <T> Mono<List<T>> findTwo(String operation, Optional<BsonDocument> filter, Function<Cells, T> reader) {
        return filter.map(
                        f -> runner.one(operation, () -> Flux.from(rows.find(f).limit(TWO))
                                .map(row -> read(operation, row, reader))
                                .collectList()))
                .orElseGet(() -> Mono.just(List.of()));
    }

    /**
     * The size of a first batch that leaves no cursor behind, which would cost another command: a server that has filled a batch
     * does not look whether there is more.
     */
    static int allInOneTrip(int most) {
        return most + 1;
    }

    /** Finds what may be as many as a batch, in one round trip. */
    <T> Mono<List<T>> findBatch(String operation, BsonDocument filter, int most, Function<Cells, T> reader) {
        return runner.one(operation, () -> Flux.from(rows.find(filter).batchSize(allInOneTrip(most)))
                .map(row -> read(operation, row, reader))
                .collectList());
    }

    <T> Flux<T> findAll(String operation, Optional<BsonDocument> filter, BsonDocument sort, Function<Cells, T> reader) {
        return filter.map(f ->
                        runner.many(operation, () -> rows.find(f).sort(sort)).map(row -> read(operation, row, reader)))
                .orElseGet(Flux::empty);
    }

    /** Changes one document in one step and emits it as it is afterwards. */
    <T> Mono<T> update(String operation, BsonDocument filter, BsonDocument change, Function<Cells, T> reader) {
        return runner.write(
                        operation,
                        () -> uniqueness.isNeeded(change)
                                ? uniqueness.update(operation, filter, change)
                                : Mono.from(collection.findOneAndUpdate(filter, change, AFTER)))
                .map(document -> read(operation, codec.row(document), reader));
    }

    /** Deletes what matches and emits it, to one caller only: in one step where an index keeps it from being several. */
    <T> Mono<T> take(String operation, Optional<BsonDocument> filter, Function<Cells, T> reader) {
        return filter.map(f -> runner.write(
                                operation,
                                () -> uniqueness.isOne(f)
                                        ? Mono.from(collection.findOneAndDelete(f))
                                        : uniqueness.take(f))
                        .map(document -> read(operation, codec.row(document), reader)))
                .orElseGet(Mono::empty);
    }

    /** Deletes what matches and emits how many documents that were. */
    Mono<Long> delete(String operation, Optional<BsonDocument> filter) {
        return filter.map(f ->
                        runner.write(operation, () -> collection.deleteMany(f)).map(DeleteResult::getDeletedCount))
                .orElseGet(() -> Mono.just(0L));
    }

    /** The same within a session, if there is one; for the one operation that takes several statements. */
    Mono<Long> delete(@Nullable ClientSession session, BsonDocument filter) {
        return Mono.from(session == null ? collection.deleteMany(filter) : collection.deleteMany(session, filter))
                .map(DeleteResult::getDeletedCount);
    }

    /** A document that was not written by us may hold anything. */
    <T> T read(String operation, Cells document, Function<Cells, T> reader) {
        try {
            return reader.apply(document);
        } catch (IllegalStateException e) {
            throw new StoreFailureException(operation, e);
        }
    }
}
