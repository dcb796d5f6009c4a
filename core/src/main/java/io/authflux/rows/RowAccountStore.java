// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import static io.authflux.schema.EntityKind.ACCOUNT;

import io.authflux.adapter.AccountStore;
import io.authflux.model.Account;
import io.authflux.spi.Records;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts of an adapter on rows. */
final class RowAccountStore implements AccountStore {

    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> row.text("provider")).thenComparing(row -> row.text("providerAccountId"));

    private final RowContext rows;

    RowAccountStore(RowContext rows) {
        this.rows = rows;
    }

    @Override
    public Mono<Account> link(Account account) {
        return rows.insert("accounts.link", ACCOUNT, Records.values(account)).map(Records::account);
    }

    @Override
    public Mono<Boolean> unlink(String provider, String providerAccountId) {
        Map<String, String> where = where(provider, providerAccountId);
        return rows.atomically("accounts.unlink", tables -> tables.delete(ACCOUNT, where) > 0);
    }

    @Override
    public Mono<Account> find(String provider, String providerAccountId) {
        Map<String, String> where = where(provider, providerAccountId);
        return rows.atomically("accounts.find", tables -> tables.findOne(ACCOUNT, where))
                .map(Records::account);
    }

    @Override
    public Flux<Account> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found = rows.atomically("accounts.findByUser", tables -> tables.find(ACCOUNT, where));
        return found.flatMapIterable(all -> all.stream().sorted(ORDER).toList()).map(Records::account);
    }

    private static Map<String, String> where(String provider, String providerAccountId) {
        return Map.of("provider", provider, "providerAccountId", providerAccountId);
    }
}
