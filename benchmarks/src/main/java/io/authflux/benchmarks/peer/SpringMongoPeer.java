// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.reactivestreams.client.MongoClient;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Update;

/** Spring Data MongoDB: its mapped entities, the session and then its user. */
final class SpringMongoPeer implements WritingPeer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String TOKENS = "verification_requests";

    private final MongoClient client;
    private final ReactiveMongoTemplate template;

    SpringMongoPeer(PeerSettings settings) {
        client = MongoDriverPeer.client(settings);
        template = new ReactiveMongoTemplate(client, settings.target().config().database());
    }

    record StoredSession(@Id ObjectId id, ObjectId userId, Instant expires, String sessionToken, String accessToken) {}

    record StoredUser(
            @Id ObjectId id,
            @Nullable String name,
            @Nullable String email,
            @Nullable Instant emailVerified,
            @Nullable String image) {}

    /** Of its own, so that what look-ups read stays as it is. */
    record WrittenSession(
            @Id @Nullable ObjectId id,
            ObjectId userId,
            Instant expires,
            String sessionToken,
            String accessToken,
            Instant createdAt,
            Instant updatedAt) {}

    record WrittenToken(
            @Id @Nullable ObjectId id,
            String identifier,
            String token,
            Instant expires,
            Instant createdAt,
            Instant updatedAt) {}

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
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>) session -> {
            Instant now = CLOCK.instant();
            return template.insert(
                            new WrittenSession(
                                    null,
                                    new ObjectId(session.userId()),
                                    session.expires(),
                                    session.sessionToken(),
                                    session.sessionToken(),
                                    now,
                                    now),
                            "sessions")
                    .map(made -> true);
        };
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>) session -> template.updateFirst(
                        query(where("sessionToken").is(session.sessionToken())),
                        Update.update("expires", session.expires()).set("updatedAt", CLOCK.instant()),
                        "sessions")
                .map(updated -> updated.getMatchedCount() == 1);
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>) token -> {
            Instant now = CLOCK.instant();
            return template.insert(
                            new WrittenToken(null, token.identifier(), token.token(), token.expires(), now, now),
                            TOKENS)
                    .flatMap(made -> template.findAndRemove(
                            query(where("identifier")
                                    .is(token.identifier())
                                    .and("token")
                                    .is(token.token())),
                            WrittenToken.class,
                            TOKENS))
                    .map(consumed -> true);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
