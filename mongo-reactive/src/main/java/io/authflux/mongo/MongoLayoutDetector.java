// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.error.SchemaMismatchException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Presence;
import io.authflux.schema.Schema;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out whose collections are there, by their names and by the oldest and the newest documents of each: documents have
 * no schema to look at. Touches nothing.
 */
final class MongoLayoutDetector {

    private static final Logger LOG = LoggerFactory.getLogger(MongoLayoutDetector.class);

    /** How many of the oldest, and how many of the newest. */
    private static final int SAMPLE = 50;

    private static final String ID = "_id";

    private MongoLayoutDetector() {}

    /**
     * How well a layout fits.
     *
     * @param obstacles why it cannot be
     * @param strangeness how much the collections have that it does not, or the other way round
     */
    private record Fit(String name, Schema schema, Set<String> obstacles, int strangeness) {

        boolean possible() {
            return obstacles.isEmpty();
        }

        String explain() {
            return name + (possible() ? " fits" : " does not: " + String.join("; ", obstacles));
        }
    }

    /**
     * Picks the layout that the collections have.
     *
     * @param candidates the layouts by name
     * @return emits one; fails if none fits or several fit equally well
     */
    static Mono<Schema> detect(MongoDatabase database, Map<String, Schema> candidates) {
        Set<String> names = new TreeSet<>();
        candidates.values().forEach(schema -> schema.tables().forEach(entity -> names.add(entity.table())));
        return Flux.from(database.listCollectionNames())
                .filter(names::contains)
                .collectList()
                .flatMap(there -> Flux.fromIterable(there)
                        .concatMap(name -> sample(database, name).map(documents -> Map.entry(name, documents)))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue))
                .map(samples -> pick(candidates.entrySet().stream()
                        .map(candidate -> fit(candidate.getKey(), candidate.getValue(), samples))
                        .toList()));
    }

    private static Mono<List<BsonDocument>> sample(MongoDatabase database, String name) {
        MongoCollection<BsonDocument> collection = MongoTable.collection(database, name);
        return Flux.concat(ordered(collection, 1), ordered(collection, -1)).collectList();
    }

    private static FindPublisher<BsonDocument> ordered(MongoCollection<BsonDocument> collection, int direction) {
        return collection
                .find()
                .sort(new BsonDocument(ID, new BsonInt32(direction)))
                .limit(SAMPLE);
    }

    private static Fit fit(String name, Schema schema, Map<String, List<BsonDocument>> samples) {
        Set<String> obstacles = new LinkedHashSet<>();
        int strangeness = 0;
        for (Entity entity : schema.tables()) {
            List<BsonDocument> documents = samples.get(entity.table());
            if (documents != null) {
                obstacles.addAll(obstacles(entity, documents));
                strangeness += unknown(entity, documents);
            } else if (entity.kind() == EntityKind.USER || entity.kind() == EntityKind.SESSION) {
                obstacles.add("there is no collection " + entity.table());
            } else if (entity.kind() != EntityKind.AUTHENTICATOR) {
                strangeness++;
            }
        }
        return new Fit(name, schema, obstacles, strangeness);
    }

    private static Set<String> obstacles(Entity entity, List<BsonDocument> documents) {
        Set<String> obstacles = new LinkedHashSet<>();
        for (BsonDocument document : documents) {
            for (Column column : entity.columns()) {
                try {
                    boolean empty = BsonValues.decode(column, document.get(column.name())) == null;
                    if (empty && !column.nullable() && column.presence() == Presence.REQUIRED) {
                        obstacles.add("a document of " + entity.table() + " has no " + column.name());
                    }
                } catch (IllegalStateException e) {
                    obstacles.add("in a document of " + entity.table() + ", " + e.getMessage());
                }
            }
        }
        return obstacles;
    }

    /** How many fields the layout does not know. */
    private static int unknown(Entity entity, List<BsonDocument> documents) {
        Set<String> unknown = new TreeSet<>();
        documents.forEach(document -> unknown.addAll(document.keySet()));
        entity.columns().forEach(column -> unknown.remove(column.name()));
        unknown.remove(ID);
        return unknown.size();
    }

    private static Schema pick(List<Fit> fits) {
        List<Fit> possible = fits.stream()
                .filter(Fit::possible)
                .sorted(Comparator.comparingInt(Fit::strangeness).thenComparing(Fit::name))
                .toList();
        if (possible.isEmpty()) {
            throw new SchemaMismatchException(
                    "layout=auto found no layout that the collections fit; name the one that they have:",
                    fits.stream().map(Fit::explain).sorted().toList());
        }
        Fit best = possible.get(0);
        List<String> equal = possible.stream()
                .filter(fit -> fit.strangeness() == best.strangeness())
                .map(Fit::explain)
                .toList();
        if (equal.size() > 1) {
            throw new SchemaMismatchException(
                    "layout=auto found several layouts that the collections fit equally well; name one of them", equal);
        }
        LOG.info("the collections have the layout {}", best.name());
        if (possible.size() > 1) {
            LOG.info(
                    "they would fit these too, with more that is strange: {}",
                    possible.stream().skip(1).map(Fit::name).collect(Collectors.joining(", ")));
        }
        return best.schema();
    }
}
