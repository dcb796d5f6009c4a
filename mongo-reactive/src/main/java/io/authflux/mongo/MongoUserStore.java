// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.ClientSession;
import io.authflux.adapter.UserStore;
import io.authflux.coalesce.Coalescer;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users in MongoDB. */
final class MongoUserStore implements UserStore {

    private static final String FIND = "users.findById";

    private final MongoTable users;
    private final MongoTable accounts;
    private final List<MongoTable> hanging;
    private final MongoJoin accountsWithUser;
    private final MongoTransactions transactions;
    private final Coalescer<String, User> byId;

    /** What hangs on a user comes in the order to delete it in: first what signs somebody in. */
    MongoUserStore(
            MongoTable users,
            MongoTable accounts,
            List<MongoTable> hanging,
            MongoJoin accountsWithUser,
            MongoTransactions transactions,
            Coalescer.Limits limits) {
        this.users = users;
        this.accounts = accounts;
        this.hanging = List.copyOf(hanging);
        this.accountsWithUser = accountsWithUser;
        this.transactions = transactions;
        this.byId = new Coalescer<>(FIND, new MongoLookups<>(this::findOne, this::findMany, User::id), limits);
    }

    @Override
    public Mono<User> create(NewUser user) {
        return users.insert("users.create", Records.values(user), Records::user);
    }

    @Override
    public Mono<User> findById(String id) {
        return users.documents().where("id", id).isEmpty() ? Mono.empty() : byId.find(id);
    }

    private Mono<User> findOne(String id) {
        return users.findOne(FIND, users.documents().where("id", id), Records::user);
    }

    private Mono<List<User>> findMany(List<String> ids) {
        return users.findBatch(FIND, users.documents().whereIn("id", ids), ids.size(), Records::user);
    }

    @Override
    public Mono<User> findByEmail(String email) {
        return findByEmail(email, Map.of());
    }

    @Override
    public Mono<User> findByEmail(String email, Map<String, ?> attributes) {
        Map<String, Object> criteria = new LinkedHashMap<>(Map.of("email", email));
        criteria.putAll(Records.criteria(users.documents().entity(), attributes));
        String operation = "users.findByEmail";
        return users.findTwo(operation, users.documents().where(criteria), Records::user)
                .flatMap(found -> Records.onlyOne(operation, found));
    }

    @Override
    public Mono<User> findByAccount(String provider, String providerAccountId) {
        String operation = "users.findByAccount";
        return accounts.documents()
                .where("provider", provider, "providerAccountId", providerAccountId)
                .map(where -> accountsWithUser
                        .findAll(operation, () -> where, MongoTable.TWO)
                        .flatMap(all -> Records.onlyOne(
                                operation,
                                all.stream()
                                        .map(joined -> users.read(operation, joined.user(), Records::user))
                                        .toList())))
                .orElseGet(Mono::empty);
    }

    @Override
    public Mono<User> update(String id, UserUpdate update) {
        String operation = "users.update";
        Optional<BsonDocument> where = users.documents().where("id", id);
        if (users.documents().change(operation, update.changes(), Instant.EPOCH).isEmpty()) {
            return users.findOne(operation, where, Records::user);
        }
        return where.map(filter -> Mono.defer(() -> {
                    Instant now = users.runner().now();
                    BsonDocument change = users.documents()
                            .change(operation, update.changes(), now)
                            .orElseThrow();
                    return users.update(operation, filter, change, Records::user);
                }))
                .orElseGet(Mono::empty);
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return users.documents()
                .where("id", id)
                .map(where -> users.runner()
                        .write("users.delete", () -> transactions.run(session -> deleteAll(session, where, id))))
                .orElseGet(() -> Mono.just(false));
    }

    /** The user last: where this is no transaction, whoever stops in between can be deleted again. */
    private Mono<Boolean> deleteAll(@Nullable ClientSession session, BsonDocument user, String id) {
        return Flux.fromIterable(hanging)
                .concatMap(table -> Mono.justOrEmpty(table.documents().where("userId", id))
                        .flatMap(where -> table.delete(session, where)))
                .then(Mono.defer(() -> users.delete(session, user)))
                .map(count -> count > 0);
    }
}
