// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** MongoDB's reactive driver by hand, with its own pool. */
final class MongoDriverPeer implements WritingPeer {

    private static final Clock CLOCK = Clock.systemUTC();

    private final MongoClient client;
    private final MongoCollection<Document> sessions;
    private final MongoCollection<Document> users;
    private final MongoCollection<Document> tokens;
    private final boolean join;

    private MongoDriverPeer(PeerSettings settings, boolean join) {
        client = client(settings);
        MongoDatabase database = client.getDatabase(settings.target().config().database());
        sessions = database.getCollection("sessions");
        users = database.getCollection("users");
        tokens = database.getCollection("verification_requests");
        this.join = join;
    }

    static MongoClient client(PeerSettings settings) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(settings.target().url()))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(settings.poolSize()))
                .build());
    }

    static Peer joined(PeerSettings settings) {
        return new MongoDriverPeer(settings, true);
    }

    static Peer twoFinds(PeerSettings settings) {
        return new MongoDriverPeer(settings, false);
    }

    private static Date now() {
        return Date.from(CLOCK.instant());
    }

    /** By the token alone, as Auth.js asks; with the expiry in the filter FerretDB reads the index of all expiries too. */
    private static Bson withToken(String token) {
        return eq("sessionToken", token);
    }

    private static boolean isAlive(Document session) {
        return !session.getDate("expires").toInstant().isBefore(CLOCK.instant());
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> join ? inOne(token) : inTwo(token);
    }

    private Mono<SessionWithUser> inOne(String token) {
        // With first() the batch would have room for one, and leave a cursor behind.
        return Flux.from(sessions.aggregate(List.of(
                                Aggregates.match(withToken(token)),
                                Aggregates.limit(1),
                                Aggregates.lookup("users", "userId", "_id", "user")))
                        .batchSize(2))
                .singleOrEmpty()
                .filter(MongoDriverPeer::isAlive)
                .map(found -> MongoAnswers.sessionWithUser(
                        found, found.getList("user", Document.class).get(0)));
    }

    private Mono<SessionWithUser> inTwo(String token) {
        return Mono.from(sessions.find(withToken(token)).first())
                .filter(MongoDriverPeer::isAlive)
                .flatMap(session -> Mono.from(
                                users.find(eq("_id", session.get("userId"))).first())
                        .map(user -> MongoAnswers.sessionWithUser(session, user)));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> Mono.from(sessions.insertOne(new Document("userId", new ObjectId(session.userId()))
                                .append("expires", Date.from(session.expires()))
                                .append("sessionToken", session.sessionToken())
                                .append("accessToken", session.sessionToken())
                                .append("createdAt", now())
                                .append("updatedAt", now())))
                        .map(made -> true);
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>) session -> Mono.from(sessions.updateOne(
                        withToken(session.sessionToken()),
                        Updates.combine(
                                Updates.set("expires", Date.from(session.expires())), Updates.set("updatedAt", now()))))
                .map(updated -> updated.getMatchedCount() == 1);
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>)
                token -> Mono.from(tokens.insertOne(new Document("identifier", token.identifier())
                                .append("token", token.token())
                                .append("expires", Date.from(token.expires()))
                                .append("createdAt", now())
                                .append("updatedAt", now())))
                        .flatMap(made -> Mono.from(tokens.findOneAndDelete(
                                and(eq("identifier", token.identifier()), eq("token", token.token())))))
                        .map(consumed -> true);
    }

    @Override
    public void close() {
        client.close();
    }
}
