// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.r2dbc.Condition.atLeast;
import static io.authflux.r2dbc.Condition.before;
import static io.authflux.r2dbc.Condition.equal;

import io.authflux.adapter.SessionStore;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.spi.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions of a relational database. */
final class R2dbcSessionStore implements SessionStore {

    private static final String EXTEND = "sessions.extend";
    private static final String TOKEN = "sessionToken";
    private static final String EXPIRES = "expires";

    private final Statements statements;
    private final Clock clock;
    private final Table<Session> sessions;
    private final Change<Session> insert;
    private final SessionLookups lookups;
    private final Change<Session> extend;
    private final Query<Session> byUser;
    private final Command delete;
    private final Command deleteByUser;
    private final Command deleteExpired;

    R2dbcSessionStore(StoreContext context) {
        statements = context.statements();
        clock = context.clock();
        sessions = context.tables().sessions();
        lookups = SessionLookups.of(context);
        insert = sessions.insert("sessions.create");
        extend =
                sessions.update(EXTEND, changes(Instant.EPOCH, Instant.EPOCH).keySet(), equal(TOKEN), atLeast(EXPIRES));
        byUser = sessions.select("sessions.findByUser", sessions.orderBy(" DESC", EXPIRES), equal("userId"));
        delete = sessions.delete("sessions.delete", equal(TOKEN));
        deleteByUser = sessions.delete("sessions.deleteByUser", equal("userId"));
        deleteExpired = sessions.delete("sessions.deleteExpired", before(EXPIRES));
    }

    @Override
    public Mono<Session> create(NewSession session) {
        return sessions.insertInto(statements, insert, Records.values(session), clock);
    }

    @Override
    public Mono<SessionWithUser> findWithUser(String sessionToken) {
        return sessions.canMatch(TOKEN, sessionToken) ? lookups.find(sessionToken) : Mono.empty();
    }

    @Override
    public Mono<Session> extend(String sessionToken, Instant expires) {
        sessions.check(Map.of(EXPIRES, Objects.requireNonNull(expires, EXPIRES)));
        if (!sessions.canMatch(TOKEN, sessionToken)) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return sessions.write(statements, extend, changes(expires, now), sessionToken, now);
        });
    }

    private Map<String, @Nullable Object> changes(Instant expires, Instant now) {
        return sessions.entity().changedRow(Map.of(EXPIRES, expires), now);
    }

    @Override
    public Mono<Boolean> delete(String sessionToken) {
        return sessions.canMatch(TOKEN, sessionToken)
                ? statements.update(delete, sessionToken).map(count -> count > 0)
                : Mono.just(false);
    }

    @Override
    public Flux<Session> findByUser(String userId) {
        return sessions.canMatch("userId", userId)
                ? statements.all(byUser, userId).flatMapIterable(rows -> rows)
                : Flux.empty();
    }

    @Override
    public Mono<Long> deleteByUser(String userId) {
        return sessions.canMatch("userId", userId) ? statements.update(deleteByUser, userId) : Mono.just(0L);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        return statements.update(deleteExpired, Objects.requireNonNull(now, "now"));
    }
}
