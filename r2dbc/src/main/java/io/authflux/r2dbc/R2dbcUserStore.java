// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.r2dbc.Condition.equal;

import io.authflux.adapter.UserStore;
import io.authflux.coalesce.Coalescer;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.spi.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users of a relational database. */
final class R2dbcUserStore implements UserStore {

    private static final String UPDATE = "users.update";
    private static final String DELETE = "users.delete";

    private final StatementRunner statements;
    private final Clock clock;
    private final Table<User> users;
    private final Change<User> insert;
    private final Coalescer<String, User> byId;
    private final Query<User> byEmail;
    private final Query<User> byAccount;
    private final List<Command> deleteDependents;
    private final Command delete;
    private final Tables tables;

    R2dbcUserStore(StoreContext context) {
        statements = context.statements();
        tables = context.tables();
        clock = context.clock();
        users = tables.users();
        insert = users.insert("users.create");
        byId = new Coalescer<>(
                "users.findById",
                new KeyedLookups<>(
                        statements,
                        users.select("users.findById", "", equal("id")),
                        tables.usersById(context.lookups().batchSize()),
                        User::id,
                        List::of),
                context.lookups());
        byEmail = users.select("users.findByEmail", "", equal("email"));
        byAccount = tables.userByAccount();
        delete = users.delete(DELETE, equal("id"));
        deleteDependents = tables.dependents().stream()
                .map(table -> table.delete(DELETE, equal("userId")))
                .toList();
    }

    @Override
    public Mono<User> create(NewUser user) {
        return users.insertInto(statements, insert, Records.values(user), clock);
    }

    @Override
    public Mono<User> findById(String id) {
        return users.canMatch("id", id) ? byId.find(id) : Mono.empty();
    }

    @Override
    public Mono<User> findByEmail(String email) {
        return users.canMatch("email", email) ? onlyOne(byEmail, email) : Mono.empty();
    }

    @Override
    public Mono<User> findByEmail(String email, Map<String, ?> attributes) {
        Map<String, Object> criteria = new LinkedHashMap<>(Map.of("email", email));
        criteria.putAll(Records.criteria(users.entity(), attributes));
        boolean possible = criteria.entrySet().stream()
                .allMatch(c -> !(c.getValue() instanceof String text) || users.canMatch(c.getKey(), text));
        Condition[] conditions =
                criteria.keySet().stream().map(Condition::equal).toArray(Condition[]::new);
        return possible
                ? onlyOne(
                        users.select(byEmail.operation(), "", conditions),
                        criteria.values().toArray())
                : Mono.empty();
    }

    /** Not the first of several: the others would sign in as somebody else. */
    private Mono<User> onlyOne(Query<User> query, Object... arguments) {
        return statements.all(query, arguments).flatMap(found -> Records.onlyOne(query.operation(), found));
    }

    @Override
    public Mono<User> findByAccount(String provider, String providerAccountId) {
        return tables.canMatchAccount(provider, providerAccountId)
                ? onlyOne(byAccount, provider, providerAccountId)
                : Mono.empty();
    }

    @Override
    public Mono<User> update(String id, UserUpdate update) {
        Map<String, @Nullable Object> checked = users.entity().changedRow(update.changes(), Instant.EPOCH);
        users.check(update.changes());
        if (checked.isEmpty() || !users.canMatch("id", id)) {
            return findById(id);
        }
        Change<User> change = users.update(UPDATE, checked.keySet(), equal("id"));
        return Mono.defer(() ->
                users.write(statements, change, users.entity().changedRow(update.changes(), clock.instant()), id));
    }

    @Override
    public Mono<Boolean> delete(String id) {
        Objects.requireNonNull(id, "id");
        if (!users.canMatch("id", id)) {
            return Mono.just(false);
        }
        return statements.inTransaction(DELETE, transaction -> Flux.fromIterable(deleteDependents)
                .concatMap(command -> transaction.update(command, id))
                .then(Mono.defer(() -> transaction.update(delete, id)))
                .map(count -> count > 0));
    }
}
