// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.adapter.AuthenticatorStore;
import io.authflux.error.NotFoundException;
import io.authflux.model.Authenticator;
import io.authflux.spi.Records;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys in MongoDB. */
final class MongoAuthenticatorStore implements AuthenticatorStore {

    private final MongoTable authenticators;

    MongoAuthenticatorStore(MongoTable authenticators) {
        this.authenticators = authenticators;
    }

    @Override
    public Mono<Authenticator> create(Authenticator authenticator) {
        return authenticators.insert("authenticators.create", Records.values(authenticator), Records::authenticator);
    }

    @Override
    public Mono<Authenticator> find(String credentialId) {
        return authenticators.findOne("authenticators.find", key(credentialId), Records::authenticator);
    }

    @Override
    public Flux<Authenticator> findByUser(String userId) {
        MongoDocuments documents = authenticators.documents();
        return authenticators.findAll(
                "authenticators.findByUser",
                documents.where("userId", userId),
                new BsonDocument(documents.name("credentialId"), new BsonInt32(1)),
                Records::authenticator);
    }

    @Override
    public Mono<Authenticator> updateCounter(String credentialId, long counter) {
        String operation = "authenticators.updateCounter";
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative, was " + counter);
        }
        return key(credentialId)
                .map(where -> Mono.defer(() -> {
                    BsonDocument change = authenticators
                            .documents()
                            .change(
                                    operation,
                                    Map.of("counter", counter),
                                    authenticators.runner().now())
                            .orElseThrow();
                    return authenticators.update(operation, where, change, Records::authenticator);
                }))
                .orElseGet(Mono::empty)
                .switchIfEmpty(Mono.error(() -> new NotFoundException(operation)));
    }

    private Optional<BsonDocument> key(String credentialId) {
        return authenticators.documents().where("credentialId", credentialId);
    }
}
