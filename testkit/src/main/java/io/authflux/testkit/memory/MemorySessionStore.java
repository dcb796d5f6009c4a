// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

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

/** The sessions in memory. */
final class MemorySessionStore implements SessionStore {

    private static final Comparator<Row> LONGEST_FIRST =
            Comparator.comparing((Row row) -> row.instant("expires")).reversed();

    private final Memory memory;

    MemorySessionStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Mono<Session> create(NewSession session) {
        return memory.insert("sessions.create", SESSION, Records.values(session))
                .map(Records::session);
    }

    @Override
    public Mono<SessionWithUser> findWithUser(String sessionToken) {
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return memory.atomic("sessions.findWithUser", () -> {
            @Nullable Row session = alive(where);
            @Nullable Row user = session == null ? null : memory.findOne(USER, Map.of("id", session.text("userId")));
            return session == null || user == null
                    ? null
                    : new SessionWithUser(Records.session(session), Records.user(user));
        });
    }

    @Override
    public Mono<Session> extend(String sessionToken, Instant expires) {
        Objects.requireNonNull(expires, "expires");
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return memory.atomic("sessions.extend", () -> {
                    @Nullable Row session = alive(where);
                    return session == null ? null : extend(session, expires);
                })
                .map(Records::session);
    }

    private Row extend(Row session, Instant expires) {
        Map<String, @Nullable Object> changes =
                memory.entity(SESSION).changedRow(Map.of("expires", expires), memory.now());
        return memory.table(SESSION).update("sessions.extend", session, changes);
    }

    private @Nullable Row alive(Map<String, String> where) {
        @Nullable Row session = memory.findOne(SESSION, where);
        return session == null || session.instant("expires").isBefore(memory.now()) ? null : session;
    }

    @Override
    public Mono<Boolean> delete(String sessionToken) {
        Map<String, String> where = Map.of("sessionToken", sessionToken);
        return memory.atomic("sessions.delete", () -> memory.delete(SESSION, where) > 0);
    }

    @Override
    public Flux<Session> findByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        Mono<List<Row>> found = memory.atomic("sessions.findByUser", () -> memory.find(SESSION, where));
        return found.flatMapIterable(rows -> rows.stream().sorted(LONGEST_FIRST).toList())
                .map(Records::session);
    }

    @Override
    public Mono<Long> deleteByUser(String userId) {
        Map<String, String> where = Map.of("userId", userId);
        return memory.atomic("sessions.deleteByUser", () -> memory.delete(SESSION, where));
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        Objects.requireNonNull(now, "now");
        return memory.atomic("sessions.deleteExpired", () -> memory.deleteExpired(SESSION, now));
    }
}
