// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.coalesce.Coalescer;
import io.authflux.error.StoreBusyException;
import io.authflux.error.TransientStoreException;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.statement.Statements;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds sessions by their token, on the database itself or first on its copies. A session that the copies do not know may
 * be too new for them, and who has just signed in must not be sent away: then the database itself has the last word.
 *
 * @param primary asks the database itself
 * @param replicas asks its copies; null if there are none
 */
record SessionLookups(
        Coalescer<String, SessionWithUser> primary,
        @Nullable Coalescer<String, SessionWithUser> replicas) {

    static SessionLookups of(StoreContext context) {
        Statements copies = context.replicas();
        return new SessionLookups(on(context.statements(), context), copies == null ? null : on(copies, context));
    }

    private static Coalescer<String, SessionWithUser> on(Statements statements, StoreContext context) {
        return new Coalescer<>(
                "sessions.findWithUser",
                new KeyedLookups<>(
                        statements,
                        context.tables().sessionWithUser(),
                        context.tables().sessionsWithUser(context.lookups().batchSize()),
                        found -> found.session().sessionToken(),
                        () -> List.of(context.clock().instant())),
                context.lookups());
    }

    Mono<SessionWithUser> find(String token) {
        if (replicas == null) {
            return primary.find(token);
        }
        return replicas.find(token)
                .onErrorResume(SessionLookups::isAway, away -> Mono.empty())
                .switchIfEmpty(Mono.defer(() -> primary.find(token)));
    }

    /** A full queue is no reason to fill the other one. */
    private static boolean isAway(Throwable error) {
        return error instanceof TransientStoreException && !(error instanceof StoreBusyException);
    }
}
