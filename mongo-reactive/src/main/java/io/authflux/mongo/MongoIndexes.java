// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoServerException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.error.SchemaMismatchException;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes the indexes that are missing, or checks that none is. Only adds; safe when many instances start at once, since
 * whoever comes second finds what the first has made. NextAuth without {@code synchronize} makes no index at all, so a
 * missing unique one is an error and a missing plain one, which only costs time, a warning.
 */
final class MongoIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(MongoIndexes.class);

    /** An index of this name, or with these fields, exists with other options. */
    private static final List<Integer> CONFLICTS = List.of(85, 86);

    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final MongoDatabase database;
    private final Schema schema;
    private final boolean synchronize;
    private final boolean ttlIndexes;

    MongoIndexes(MongoDatabase database, Schema schema, boolean synchronize, boolean ttlIndexes) {
        this.database = database;
        this.schema = schema;
        this.synchronize = synchronize;
        this.ttlIndexes = ttlIndexes;
    }

    /**
     * What is known of the indexes.
     *
     * @param keys what to report for which
     * @param unguarded the keys by which documents must be unique though no index keeps them so, by kind
     */
    record State(DuplicateKeys keys, Map<EntityKind, List<Key>> unguarded) {}

    /** Emits what is known of the indexes then. */
    Mono<State> ensure() {
        return Flux.fromIterable(schema.tables())
                .concatMap(this::collection)
                .collectList()
                .flatMap(this::judge);
    }

    /** What was found in one collection. */
    private record Found(Entity entity, List<MongoIndex> wanted, List<BsonDocument> existing) {

        List<MongoIndex> missing() {
            return wanted.stream()
                    .filter(index -> existing.stream().noneMatch(index::isServedBy))
                    .toList();
        }

        List<String> differences() {
            List<String> differences = new ArrayList<>();
            for (MongoIndex index : missing()) {
                existing.stream()
                        .filter(e -> e.getString("name").getValue().equals(index.name())
                                || List.copyOf(e.getDocument("key").keySet()).equals(index.columns()))
                        .forEach(e -> differences.add(entity.table() + ": " + index.describe() + " is wanted, but "
                                + e.getString("name").getValue() + " is there as " + MongoIndex.describe(e)));
            }
            return differences;
        }
    }

    private Mono<Found> collection(Entity entity) {
        Mono<Found> read = read(entity);
        return synchronize ? read.flatMap(this::create).then(read) : read;
    }

    private Mono<Found> read(Entity entity) {
        List<MongoIndex> wanted = MongoIndex.of(entity, ttlIndexes);
        return Flux.from(indexes(entity)).collectList().map(existing -> new Found(entity, wanted, existing));
    }

    private Flux<BsonDocument> indexes(Entity entity) {
        return Flux.from(MongoTable.collection(database, entity.table()).listIndexes(BsonDocument.class));
    }

    private Mono<Void> create(Found found) {
        MongoCollection<BsonDocument> collection =
                MongoTable.collection(database, found.entity().table());
        return Flux.fromIterable(found.missing())
                .concatMap(index -> create(found.entity(), collection, index))
                .then();
    }

    /** One by one, so that an error is about one index. */
    private Mono<Void> create(Entity entity, MongoCollection<BsonDocument> collection, MongoIndex index) {
        Mono<IndexModel> model = Mono.justOrEmpty(index.nulls())
                .flatMap(nulls -> Mono.from(collection.find(nulls).first()))
                .map(document -> index.partial())
                .switchIfEmpty(Mono.fromSupplier(index::sparse));
        Mono<Void> creation =
                model.flatMapMany(m -> collection.createIndexes(List.of(m))).then();
        Mono<Void> unlessThere =
                indexes(entity).any(index::isServedBy).flatMap(there -> there ? Mono.empty() : creation);
        return creation.onErrorResume(MongoServerException.class, e -> {
            if (DuplicateKeys.isOne(e)) {
                return Mono.error(duplicates(entity, index));
            }
            // Somebody else may be making it just now.
            return CONFLICTS.contains(e.getCode())
                    ? Mono.empty()
                    : unlessThere.retryWhen(Retry.fixedDelay(ATTEMPTS, BETWEEN));
        });
    }

    private static SchemaMismatchException duplicates(Entity entity, MongoIndex index) {
        return new SchemaMismatchException(
                "an index cannot be made; nothing was changed in the data:",
                List.of(entity.table() + ": " + index.describe()
                        + " is wanted, but two documents have the same value; remove one of them"));
    }

    private Mono<State> judge(List<Found> all) {
        List<String> differences =
                all.stream().flatMap(f -> f.differences().stream()).toList();
        if (!differences.isEmpty()) {
            return Mono.error(new SchemaMismatchException(
                    "indexes differ from what is wanted; nothing was changed, drop or change them:", differences));
        }
        List<MongoIndex> missing =
                all.stream().flatMap(f -> f.missing().stream()).toList();
        List<String> sentences = all.stream()
                .flatMap(f -> f.missing().stream().map(i -> f.entity().table() + ": " + i.describe() + " is missing"))
                .toList();
        if (missing.stream().anyMatch(i -> i.unique() && !i.key().advised())) {
            return Mono.error(new SchemaMismatchException(
                    "indexes are missing; connect once with synchronize=true to have them made:", sentences));
        }
        if (!missing.isEmpty()) {
            LOG.warn(
                    "Indexes are missing: lookups will be slow, and others may write what should be unique twice;"
                            + " synchronize=true makes them: {}",
                    sentences);
        }
        Map<EntityKind, List<Key>> unguarded = new EnumMap<>(EntityKind.class);
        for (Found found : all) {
            unguarded.put(
                    found.entity().kind(),
                    found.missing().stream()
                            .filter(MongoIndex::unique)
                            .map(MongoIndex::key)
                            .toList());
        }
        return Mono.just(new State(keys(all), unguarded));
    }

    private static DuplicateKeys keys(List<Found> all) {
        Map<String, String> fields = new HashMap<>();
        Map<String, String> only = new HashMap<>();
        for (Found found : all) {
            for (MongoIndex index : found.wanted()) {
                fields.put(index.name(), index.field());
                fields.put(String.join(",", index.columns()), index.field());
                found.existing().stream()
                        .filter(index::isServedBy)
                        .forEach(e -> fields.put(e.getString("name").getValue(), index.field()));
            }
            String store = found.entity().kind().store() + ".";
            found.entity().columns().stream()
                    .filter(column -> column.name().equals("_id"))
                    .map(column -> found.entity().describe(Key.unique(column.field())))
                    .forEach(field -> fields.put(store + "_id_", field));
            List<MongoIndex> unique =
                    found.wanted().stream().filter(MongoIndex::unique).toList();
            if (unique.size() == 1) {
                only.put(store, unique.get(0).field());
            }
        }
        return new DuplicateKeys(fields, only);
    }
}
