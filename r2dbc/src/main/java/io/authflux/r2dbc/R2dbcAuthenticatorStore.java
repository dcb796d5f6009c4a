// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.r2dbc.Condition.equal;

import io.authflux.adapter.AuthenticatorStore;
import io.authflux.error.NotFoundException;
import io.authflux.model.Authenticator;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.spi.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The passkeys of a relational database. */
final class R2dbcAuthenticatorStore implements AuthenticatorStore {

    private static final String UPDATE = "authenticators.updateCounter";
    private static final String ID = "credentialId";

    private final Statements statements;
    private final Clock clock;
    private final Table<Authenticator> authenticators;
    private final Change<Authenticator> insert;
    private final Query<Authenticator> find;
    private final Query<Authenticator> byUser;
    private final Change<Authenticator> update;

    R2dbcAuthenticatorStore(StoreContext context) {
        statements = context.statements();
        clock = context.clock();
        authenticators = context.tables().authenticators();
        insert = authenticators.insert("authenticators.create");
        find = authenticators.select("authenticators.find", "", equal(ID));
        byUser = authenticators.select("authenticators.findByUser", authenticators.orderBy("", ID), equal("userId"));
        update = authenticators.update(UPDATE, changes(0, Instant.EPOCH).keySet(), equal(ID));
    }

    @Override
    public Mono<Authenticator> create(Authenticator authenticator) {
        return authenticators.insertInto(statements, insert, Records.values(authenticator), clock);
    }

    @Override
    public Mono<Authenticator> find(String credentialId) {
        return authenticators.canMatch(ID, credentialId) ? statements.one(find, credentialId) : Mono.empty();
    }

    @Override
    public Flux<Authenticator> findByUser(String userId) {
        return authenticators.canMatch("userId", userId)
                ? statements.all(byUser, userId).flatMapIterable(rows -> rows)
                : Flux.empty();
    }

    @Override
    public Mono<Authenticator> updateCounter(String credentialId, long counter) {
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative, was " + counter);
        }
        authenticators.check(Map.of("counter", counter));
        Mono<Authenticator> updated = authenticators.canMatch(ID, credentialId)
                ? Mono.defer(
                        () -> authenticators.write(statements, update, changes(counter, clock.instant()), credentialId))
                : Mono.empty();
        return updated.switchIfEmpty(Mono.error(() -> new NotFoundException(UPDATE)));
    }

    private Map<String, @Nullable Object> changes(long counter, Instant now) {
        return authenticators.entity().changedRow(Map.of("counter", counter), now);
    }
}
