// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.adapter.AccountStore;
import io.authflux.model.Account;
import io.authflux.spi.Records;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts in MongoDB. */
final class MongoAccountStore implements AccountStore {

    private final MongoTable accounts;

    MongoAccountStore(MongoTable accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Account> link(Account account) {
        return accounts.insert("accounts.link", Records.values(account), Records::account);
    }

    @Override
    public Mono<Boolean> unlink(String provider, String providerAccountId) {
        return accounts.delete("accounts.unlink", key(provider, providerAccountId))
                .map(count -> count > 0);
    }

    @Override
    public Mono<Account> find(String provider, String providerAccountId) {
        String operation = "accounts.find";
        return key(provider, providerAccountId)
                .map(where -> accounts.findBatch(operation, where, MongoTable.TWO, Records::account)
                        .flatMap(all -> Records.onlyOne(operation, all, Account::userId)))
                .orElseGet(Mono::empty);
    }

    @Override
    public Flux<Account> findByUser(String userId) {
        MongoDocuments documents = accounts.documents();
        BsonDocument sort = new BsonDocument(documents.name("provider"), new BsonInt32(1))
                .append(documents.name("providerAccountId"), new BsonInt32(1));
        return accounts.findAll("accounts.findByUser", documents.where("userId", userId), sort, Records::account);
    }

    private Optional<BsonDocument> key(String provider, String providerAccountId) {
        return accounts.documents().where("provider", provider, "providerAccountId", providerAccountId);
    }
}
