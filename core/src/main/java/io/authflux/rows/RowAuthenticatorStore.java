// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

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

/** The passkeys of an adapter on rows. */
final class RowAuthenticatorStore implements AuthenticatorStore {

    private static final String UPDATE_COUNTER = "authenticators.updateCounter";
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> row.text("credentialId"));

    private final RowContext rows;

    RowAuthenticatorStore(RowContext rows) {
        this.rows = rows;
    }

    @Override
    public Mono<Authenticator> create(Authenticator authenticator) {
        return rows.insert("authenticators.create", AUTHENTICATOR, Records.values(authenticator))
                .map(Records::authenticator);
    }

    @Override
    public Mono<Authenticator> find(String credentialId) {
        Map<String, String> where = Map.of("credentialId", credentialId);
        return rows.atomically("authenticators.find", tables -> tables.findOne(AUTHENTICATOR, where))
                .map(Records::authenticator);
    }

    @Override
    public Flux<Authenticator> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found =
                rows.atomically("authenticators.findByUser", tables -> tables.find(AUTHENTICATOR, where));
        return found.flatMapIterable(all -> all.stream().sorted(ORDER).toList()).map(Records::authenticator);
    }

    @Override
    public Mono<Authenticator> updateCounter(String credentialId, long counter) {
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative, was " + counter);
        }
        Map<String, String> where = Map.of("credentialId", credentialId);
        return rows.atomically(UPDATE_COUNTER, tables -> write(tables, where, counter))
                .map(Records::authenticator);
    }

    private Row write(Tables tables, Map<String, String> where, long counter) {
        @Nullable Row found = tables.findOne(AUTHENTICATOR, where);
        if (found == null) {
            throw new NotFoundException(UPDATE_COUNTER);
        }
        Map<String, @Nullable Object> changes =
                rows.entity(AUTHENTICATOR).changedRow(Map.of("counter", counter), rows.now());
        return tables.update(UPDATE_COUNTER, AUTHENTICATOR, found, changes);
    }
}
