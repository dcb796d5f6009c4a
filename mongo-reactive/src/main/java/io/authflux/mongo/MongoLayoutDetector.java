// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.error.SchemaMismatchException;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out whose collections are there, by their names and by one document of each: documents have no schema to look at.
 * Touches nothing.
 */
final class MongoLayoutDetector {

    private static final Logger LOG = LoggerFactory.getLogger(MongoLayoutDetector.class);

    private MongoLayoutDetector() {}

    /** A layout, and what the collections have that it does not, or the other way round. */
    private record Fit(String name, Schema schema, boolean possible, int strangeness) {}

    /**
     * Picks the layout that the collections have.
     *
     * @param candidates the layouts by name
     * @return emits one; fails if none fits or several fit equally well
     */
    static Mono<Schema> detect(MongoDatabase database, Map<String, Schema> candidates) {
        return Flux.from(database.listCollectionNames())
                .collect(Collectors.toSet())
                .flatMap(names -> Flux.fromIterable(candidates.entrySet())
                        .concatMap(candidate -> fit(database, names, candidate.getKey(), candidate.getValue()))
                        .collectList())
                .map(MongoLayoutDetector::pick);
    }

    private static Mono<Fit> fit(MongoDatabase database, Set<String> names, String name, Schema schema) {
        List<Entity> own = schema.tables().stream()
                .filter(entity -> entity.kind() != EntityKind.AUTHENTICATOR)
                .toList();
        boolean possible = names.contains(schema.entity(EntityKind.USER).table())
                && names.contains(schema.entity(EntityKind.SESSION).table());
        int absent = (int) own.stream().filter(e -> !names.contains(e.table())).count();
        return Flux.fromIterable(own)
                .filter(entity -> names.contains(entity.table()))
                .concatMap(entity -> Mono.from(MongoTable.collection(database, entity.table())
                                .find()
                                .first())
                        .map(document -> strangeness(entity, document)))
                .reduce(absent, Integer::sum)
                .map(strangeness -> new Fit(name, schema, possible, strangeness));
    }

    /** Fields that the layout does not know, and fields without which it cannot be. */
    private static int strangeness(Entity entity, BsonDocument document) {
        Set<String> known = entity.columns().stream().map(Column::name).collect(Collectors.toSet());
        Set<String> unknown = new HashSet<>(document.keySet());
        unknown.removeAll(known);
        unknown.remove("_id");
        long missing = entity.columns().stream()
                .filter(column -> !column.nullable() && !document.containsKey(column.name()))
                .count();
        return unknown.size() + (int) missing;
    }

    private static Schema pick(List<Fit> fits) {
        List<Fit> possible = fits.stream()
                .filter(Fit::possible)
                .sorted(Comparator.comparingInt(Fit::strangeness))
                .toList();
        if (possible.isEmpty()) {
            throw new SchemaMismatchException(
                    "layout=auto found no layout that the collections fit; name one of these",
                    fits.stream().map(Fit::name).toList());
        }
        Fit best = possible.get(0);
        List<String> equal = possible.stream()
                .filter(fit -> fit.strangeness() == best.strangeness())
                .map(Fit::name)
                .toList();
        if (equal.size() > 1) {
            throw new SchemaMismatchException(
                    "layout=auto found several layouts that the collections fit equally well; name one of them", equal);
        }
        LOG.info("the collections have the layout {}", best.name());
        return best.schema();
    }
}
