// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ReadPreference;
import io.authflux.adapter.SessionStore;
import io.authflux.coalesce.Coalescer;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions in MongoDB. */
final class MongoSessionStore implements SessionStore {

    private static final String TOKEN = "sessionToken";
    private static final String FIND = "sessions.findWithUser";

    private final MongoTable sessions;
    private final MongoTable users;
    private final int expires;
    private final MongoJoin onPrimary;
    private final Optional<MongoJoin> onReplicas;
    private final Coalescer<String, SessionWithUser> lookups;

    /** {@code preference}: where to look a session up first. */
    MongoSessionStore(
            MongoTable sessions, MongoTable users, boolean lookup, ReadPreference preference, Coalescer.Limits limits) {
        this.sessions = sessions;
        this.users = users;
        expires = sessions.codec().index("expires");
        onPrimary = new MongoJoin(sessions, users, lookup, ReadPreference.primary());
        onReplicas = preference.equals(ReadPreference.primary())
                ? Optional.empty()
                : Optional.of(new MongoJoin(sessions, users, lookup, preference));
        this.lookups = new Coalescer<>(
                FIND,
                new MongoLookups<>(
                        this::findOne, this::findMany, found -> found.session().sessionToken()),
                limits);
    }

    @Override
    public Mono<Session> create(NewSession session) {
        return sessions.insert("sessions.create", Records.values(session), Records::session);
    }

    @Override
    public Mono<SessionWithUser> findWithUser(String sessionToken) {
        return withToken(sessionToken).isEmpty() ? Mono.empty() : lookups.find(sessionToken);
    }

    private Mono<SessionWithUser> findOne(String sessionToken) {
        return onReplicas
                .map(replicas -> findOne(replicas, sessionToken).switchIfEmpty(findOne(onPrimary, sessionToken)))
                .orElseGet(() -> findOne(onPrimary, sessionToken));
    }

    private Mono<SessionWithUser> findOne(MongoJoin place, String sessionToken) {
        return Mono.defer(() -> {
            Instant now = sessions.runner().now();
            return place.find(FIND, () -> withToken(sessionToken).orElseThrow())
                    .filter(found -> isAlive(found, now))
                    .map(this::read);
        });
    }

    private Mono<List<SessionWithUser>> findMany(List<String> tokens) {
        return onReplicas
                .map(replicas -> findMany(replicas, tokens).flatMap(found -> findRest(tokens, found)))
                .orElseGet(() -> findMany(onPrimary, tokens));
    }

    private Mono<List<SessionWithUser>> findRest(List<String> tokens, List<SessionWithUser> found) {
        Set<String> rest = new LinkedHashSet<>(tokens);
        found.forEach(one -> rest.remove(one.session().sessionToken()));
        return rest.isEmpty()
                ? Mono.just(found)
                : findMany(onPrimary, List.copyOf(rest)).map(more -> Stream.concat(found.stream(), more.stream())
                        .toList());
    }

    private Mono<List<SessionWithUser>> findMany(MongoJoin place, List<String> tokens) {
        return Mono.defer(() -> {
            Instant now = sessions.runner().now();
            return place.findAll(FIND, () -> sessions.documents().whereIn(TOKEN, tokens), tokens.size())
                    .map(found -> found.stream()
                            .filter(joined -> isAlive(joined, now))
                            .map(this::read)
                            .toList());
        });
    }

    /**
     * Judged here, at the instant when the statement was sent: beside a token, {@code expires} in the filter makes some
     * servers read their whole index of ends, which are nearly all in the future.
     */
    private boolean isAlive(MongoJoin.Joined found, Instant now) {
        return sessions.documents().isAlive(found.document().value(expires), now);
    }

    private SessionWithUser read(MongoJoin.Joined joined) {
        return new SessionWithUser(
                sessions.read(FIND, joined.document(), Records::session),
                users.read(FIND, joined.user(), Records::user));
    }

    @Override
    public Mono<Session> extend(String sessionToken, Instant expires) {
        String operation = "sessions.extend";
        Objects.requireNonNull(expires, "expires");
        if (withToken(sessionToken).isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            BsonDocument change = sessions.documents()
                    .change(
                            operation,
                            Map.of("expires", expires),
                            sessions.runner().now())
                    .orElseThrow();
            return sessions.update(operation, alive(sessionToken), change, Records::session);
        });
    }

    /** What is changed is judged by the statement itself: who ends a session meanwhile wins. */
    private BsonDocument alive(String sessionToken) {
        return sessions.documents()
                .alive(withToken(sessionToken).orElseThrow(), sessions.runner().now());
    }

    @Override
    public Mono<Boolean> delete(String sessionToken) {
        return sessions.delete("sessions.delete", withToken(sessionToken)).map(count -> count > 0);
    }

    @Override
    public Flux<Session> findByUser(String userId) {
        BsonDocument sort = new BsonDocument(sessions.documents().name("expires"), new BsonInt32(-1));
        return sessions.findAll("sessions.findByUser", ofUser(userId), sort, Records::session);
    }

    @Override
    public Mono<Long> deleteByUser(String userId) {
        return sessions.delete("sessions.deleteByUser", ofUser(userId));
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        return sessions.delete(
                "sessions.deleteExpired", Optional.of(sessions.documents().ended(now)));
    }

    private Optional<BsonDocument> withToken(String sessionToken) {
        return sessions.documents().where(TOKEN, sessionToken);
    }

    private Optional<BsonDocument> ofUser(String userId) {
        return sessions.documents().where("userId", userId);
    }
}
