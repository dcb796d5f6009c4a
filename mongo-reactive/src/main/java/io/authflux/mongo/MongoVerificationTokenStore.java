// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import reactor.core.publisher.Mono;

/** The verification tokens in MongoDB. */
final class MongoVerificationTokenStore implements VerificationTokenStore {

    private final MongoTable tokens;

    MongoVerificationTokenStore(MongoTable tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<VerificationToken> create(VerificationToken token) {
        return tokens.insert("verificationTokens.create", Records.values(token), Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> find(String identifier, String token) {
        return tokens.findOne("verificationTokens.find", key(identifier, token), Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> consume(String identifier, String token) {
        return tokens.take("verificationTokens.consume", key(identifier, token), Records::verificationToken);
    }

    @Override
    public Mono<Boolean> delete(String identifier, String token) {
        return tokens.delete("verificationTokens.delete", key(identifier, token))
                .map(count -> count > 0);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        return tokens.delete(
                "verificationTokens.deleteExpired",
                Optional.of(tokens.documents().ended(now)));
    }

    private Optional<BsonDocument> key(String identifier, String token) {
        return tokens.documents().where("identifier", identifier, "token", token);
    }
}
