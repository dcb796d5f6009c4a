// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static io.authflux.schema.EntityKind.AUTHENTICATOR;

import io.authflux.adapter.AuthenticatorStore;
import io.authflux.error.NotFoundException;
import io.authflux.model.Authenticator;
import io.authflux.spi.Records;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys in memory. */
final class MemoryAuthenticatorStore implements AuthenticatorStore {

    private static final String UPDATE_COUNTER = "authenticators.updateCounter";
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> row.text("credentialId"));

    private final Memory memory;

    MemoryAuthenticatorStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Mono<Authenticator> create(Authenticator authenticator) {
        return memory.insert("authenticators.create", AUTHENTICATOR, Records.values(authenticator))
                .map(Records::authenticator);
    }

    @Override
    public Mono<Authenticator> find(String credentialId) {
        Map<String, String> where = Map.of("credentialId", credentialId);
        return memory.atomic("authenticators.find", () -> memory.findOne(AUTHENTICATOR, where))
                .map(Records::authenticator);
    }

    @Override
    public Flux<Authenticator> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found = memory.atomic("authenticators.findByUser", () -> memory.find(AUTHENTICATOR, where));
        return found.flatMapIterable(rows -> rows.stream().sorted(ORDER).toList())
                .map(Records::authenticator);
    }

    @Override
    public Mono<Authenticator> updateCounter(String credentialId, long counter) {
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative, was " + counter);
        }
        Map<String, String> where = Map.of("credentialId", credentialId);
        return memory.atomic(UPDATE_COUNTER, () -> write(where, counter)).map(Records::authenticator);
    }

    private Row write(Map<String, String> where, long counter) {
        @Nullable Row found = memory.findOne(AUTHENTICATOR, where);
        if (found == null) {
            throw new NotFoundException(UPDATE_COUNTER);
        }
        Map<String, @Nullable Object> changes =
                memory.entity(AUTHENTICATOR).changedRow(Map.of("counter", counter), memory.now());
        return memory.table(AUTHENTICATOR).update(UPDATE_COUNTER, found, changes);
    }
}
