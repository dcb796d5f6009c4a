// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** Spring Data MongoDB: its mapped entities, the session and then its user. */
final class SpringMongoPeer implements Peer {

    private static final Clock CLOCK = Clock.systemUTC();

    private final MongoClient client;
    private final ReactiveMongoTemplate template;

    SpringMongoPeer(PeerSettings settings) {
        client = MongoClients.create(settings.target().url());
        template = new ReactiveMongoTemplate(client, settings.target().config().database());
    }

    record StoredSession(@Id ObjectId id, ObjectId userId, Instant expires, String sessionToken, String accessToken) {}

    record StoredUser(
            @Id ObjectId id,
            @Nullable String name,
            @Nullable String email,
            @Nullable Instant emailVerified,
            @Nullable String image) {}

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>)
                token -> template.findOne(query(where("sessionToken").is(token)), StoredSession.class, "sessions")
                        .filter(session -> !session.expires().isBefore(CLOCK.instant()))
                        .flatMap(session -> template.findById(session.userId(), StoredUser.class, "users")
                                .map(user -> new SessionWithUser(session(session), user(user))));
    }

    private static Session session(StoredSession found) {
        return new Session(
                found.sessionToken(), found.userId().toHexString(), found.expires(), found.accessToken(), Map.of());
    }

    private static User user(StoredUser found) {
        return new User(
                found.id().toHexString(), found.name(), found.email(), found.emailVerified(), found.image(), Map.of());
    }

    @Override
    public void close() {
        client.close();
    }
}
