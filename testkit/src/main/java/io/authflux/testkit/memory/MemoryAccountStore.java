// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static io.authflux.schema.EntityKind.ACCOUNT;

import io.authflux.adapter.AccountStore;
import io.authflux.model.Account;
import io.authflux.spi.Records;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts in memory. */
final class MemoryAccountStore implements AccountStore {

    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> row.text("provider")).thenComparing(row -> row.text("providerAccountId"));

    private final Memory memory;

    MemoryAccountStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Mono<Account> link(Account account) {
        return memory.insert("accounts.link", ACCOUNT, Records.values(account)).map(Records::account);
    }

    @Override
    public Mono<Boolean> unlink(String provider, String providerAccountId) {
        Map<String, String> where = where(provider, providerAccountId);
        return memory.atomic("accounts.unlink", () -> memory.delete(ACCOUNT, where) > 0);
    }

    @Override
    public Mono<Account> find(String provider, String providerAccountId) {
        Map<String, String> where = where(provider, providerAccountId);
        return memory.atomic("accounts.find", () -> memory.findOne(ACCOUNT, where))
                .map(Records::account);
    }

    @Override
    public Flux<Account> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found = memory.atomic("accounts.findByUser", () -> memory.find(ACCOUNT, where));
        return found.flatMapIterable(rows -> rows.stream().sorted(ORDER).toList())
                .map(Records::account);
    }

    private static Map<String, String> where(String provider, String providerAccountId) {
        return Map.of("provider", provider, "providerAccountId", providerAccountId);
    }
}
