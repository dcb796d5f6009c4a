// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.types.ObjectId;
import reactor.core.publisher.Mono;

/** Fills the collections of NextAuth v3. */
final class MongoFilling {

    private static final int BATCH = 1_000;

    private MongoFilling() {}

    static void fill(Target target, int size, Instant now, Duration life) {
        Date stamp = Date.from(now);
        Date expires = Date.from(now.plus(life));
        try (MongoClient client = MongoClients.create(target.url())) {
            var database = client.getDatabase(target.config().database());
            insert(database.getCollection("users"), size, number -> new Document("_id", id(number))
                    .append("name", Population.name(number))
                    .append("email", Population.emailOf(number))
                    .append("emailVerified", stamp)
                    .append("image", Population.image(number))
                    .append("createdAt", stamp)
                    .append("updatedAt", stamp));
            insert(database.getCollection("sessions"), size, number -> new Document("_id", id(number))
                    .append("userId", id(number))
                    .append("expires", expires)
                    .append("sessionToken", Population.sessionToken(number))
                    .append("accessToken", Population.accessToken(number))
                    .append("createdAt", stamp)
                    .append("updatedAt", stamp));
            insert(database.getCollection("verification_requests"), Filling.pending(size), number -> new Document(
                            "_id", id(number))
                    .append("identifier", Population.emailOf(number))
                    .append("token", Population.verificationToken(number))
                    .append("expires", expires)
                    .append("createdAt", stamp)
                    .append("updatedAt", stamp));
        }
    }

    private static ObjectId id(int number) {
        return new ObjectId(Population.objectId(number));
    }

    private static void insert(MongoCollection<Document> collection, int size, IntFunction<Document> document) {
        List<Document> batch = new ArrayList<>(BATCH);
        for (int number = 1; number <= size; number++) {
            batch.add(document.apply(number));
            if (batch.size() == BATCH || number == size) {
                Mono.from(collection.insertMany(batch)).toFuture().join();
                batch.clear();
            }
        }
    }
}
