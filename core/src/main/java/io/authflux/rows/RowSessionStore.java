// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;

import io.authflux.adapter.SessionStore;
import io.authflux.model.NewSession;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.spi.Records;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions of an adapter on rows. */
final class RowSessionStore implements SessionStore {

    private static final Comparator<Row> LONGEST_FIRST =
            Comparator.comparing((Row row) -> row.instant("expires")).reversed();

    private final RowContext rows;

    RowSessionStore(RowContext rows) {
        this.rows = rows;
    }

    @Override
    public Mono<Session> create(NewSession session) {
        return rows.insert("sessions.create", SESSION, Records.values(session)).map(Records::session);
    }

    @Override
    public Mono<SessionWithUser> findWithUser(String sessionToken) {
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return rows.atomically("sessions.findWithUser", tables -> {
            @Nullable Row session = alive(tables, where);
            @Nullable Row user = session == null ? null : tables.findOne(USER, Map.of("id", session.text("userId")));
            return session == null || user == null
                    ? null
                    : new SessionWithUser(Records.session(session), Records.user(user));
        });
    }

    @Override
    public Mono<Session> extend(String sessionToken, Instant expires) {
        Objects.requireNonNull(expires, "expires");
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return rows.atomically("sessions.extend", tables -> {
                    @Nullable Row session = alive(tables, where);
                    return session == null ? null : extend(tables, session, expires);
                })
                .map(Records::session);
    }

    private Row extend(Tables tables, Row session, Instant expires) {
        Map<String, @Nullable Object> changes = rows.entity(SESSION).changedRow(Map.of("expires", expires), rows.now());
        return tables.update("sessions.extend", SESSION, session, changes);
    }

    private @Nullable Row alive(Tables tables, Map<String, String> where) {
        @Nullable Row session = tables.findOne(SESSION, where);
        return session == null || session.instant("expires").isBefore(rows.now()) ? null : session;
    }

    @Override
    public Mono<Boolean> delete(String sessionToken) {
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return rows.atomically("sessions.delete", tables -> tables.delete(SESSION, where) > 0);
    }

    @Override
    public Flux<Session> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found = rows.atomically("sessions.findByUser", tables -> tables.find(SESSION, where));
        return found.flatMapIterable(all -> all.stream().sorted(LONGEST_FIRST).toList())
                .map(Records::session);
    }

    @Override
    public Mono<Long> deleteByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        return rows.atomically("sessions.deleteByUser", tables -> tables.delete(SESSION, where));
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        Objects.requireNonNull(now, "now");
        return rows.atomically("sessions.deleteExpired", tables -> tables.deleteExpired(SESSION, now));
    }
}
