// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.r2dbc.Condition.equal;

import io.authflux.adapter.AccountStore;
import io.authflux.model.Account;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.spi.Records;
import java.time.Clock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts of a relational database. */
final class R2dbcAccountStore implements AccountStore {

    private final Statements statements;
    private final Tables tables;
    private final Clock clock;
    private final Table<Account> accounts;
    private final Change<Account> insert;
    private final Query<Account> byKey;
    private final Query<Account> byUser;
    private final Command delete;

    R2dbcAccountStore(StoreContext context) {
        statements = context.statements();
        tables = context.tables();
        clock = context.clock();
        accounts = tables.accounts();
        Condition[] key = {equal("provider"), equal("providerAccountId")};
        insert = accounts.insert("accounts.link");
        byKey = accounts.select("accounts.find", "", key);
        byUser = accounts.select(
                "accounts.findByUser", accounts.orderBy("", "provider", "providerAccountId"), equal("userId"));
        delete = accounts.delete("accounts.unlink", key);
    }

    @Override
    public Mono<Account> link(Account account) {
        return accounts.insertInto(statements, insert, Records.values(account), clock);
    }

    @Override
    public Mono<Boolean> unlink(String provider, String providerAccountId) {
        return tables.canMatchAccount(provider, providerAccountId)
                ? statements.update(delete, provider, providerAccountId).map(count -> count > 0)
                : Mono.just(false);
    }

    @Override
    public Mono<Account> find(String provider, String providerAccountId) {
        return tables.canMatchAccount(provider, providerAccountId)
                ? statements
                        .all(byKey, provider, providerAccountId)
                        .flatMap(found -> Records.onlyOne(byKey.operation(), found, Account::userId))
                : Mono.empty();
    }

    @Override
    public Flux<Account> findByUser(String userId) {
        return accounts.canMatch("userId", userId)
                ? statements.all(byUser, userId).flatMapIterable(rows -> rows)
                : Flux.empty();
    }
}
