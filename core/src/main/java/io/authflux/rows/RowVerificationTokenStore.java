// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The verification tokens of an adapter on rows. */
final class RowVerificationTokenStore implements VerificationTokenStore {

    private final RowContext rows;

    RowVerificationTokenStore(RowContext rows) {
        this.rows = rows;
    }

    @Override
    public Mono<VerificationToken> create(VerificationToken token) {
        return rows.insert("verificationTokens.create", VERIFICATION_TOKEN, Records.values(token))
                .map(Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> find(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return rows.atomically("verificationTokens.find", tables -> tables.findOne(VERIFICATION_TOKEN, where))
                .map(Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> consume(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return rows.atomically("verificationTokens.consume", tables -> {
                    @Nullable Row found = tables.findOne(VERIFICATION_TOKEN, where);
                    if (found != null) {
                        tables.delete(VERIFICATION_TOKEN, List.of(found));
                    }
                    return found;
                })
                .map(Records::verificationToken);
    }

    @Override
    public Mono<Boolean> delete(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return rows.atomically("verificationTokens.delete", tables -> tables.delete(VERIFICATION_TOKEN, where) > 0);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        Objects.requireNonNull(now, "now");
        return rows.atomically(
                "verificationTokens.deleteExpired", tables -> tables.deleteExpired(VERIFICATION_TOKEN, now));
    }

    private static Map<String, String> where(String identifier, String token) {
        return Map.of("identifier", identifier, "token", token);
    }
}
