// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The verification tokens in memory. */
final class MemoryVerificationTokenStore implements VerificationTokenStore {

    private final Memory memory;

    MemoryVerificationTokenStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Mono<VerificationToken> create(VerificationToken token) {
        return memory.insert("verificationTokens.create", VERIFICATION_TOKEN, Records.values(token))
                .map(Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> find(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return memory.atomic("verificationTokens.find", () -> memory.findOne(VERIFICATION_TOKEN, where))
                .map(Records::verificationToken);
    }

    @Override
    public Mono<VerificationToken> consume(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return memory.atomic("verificationTokens.consume", () -> {
                    @Nullable Row found = memory.findOne(VERIFICATION_TOKEN, where);
                    if (found != null) {
                        memory.table(VERIFICATION_TOKEN).delete(found);
                    }
                    return found;
                })
                .map(Records::verificationToken);
    }

    @Override
    public Mono<Boolean> delete(String identifier, String token) {
        Map<String, String> where = where(identifier, token);
        return memory.atomic("verificationTokens.delete", () -> memory.delete(VERIFICATION_TOKEN, where) > 0);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        Objects.requireNonNull(now, "now");
        return memory.atomic("verificationTokens.deleteExpired", () -> memory.deleteExpired(VERIFICATION_TOKEN, now));
    }

    private static Map<String, String> where(String identifier, String token) {
        return Map.of("identifier", identifier, "token", token);
    }
}
