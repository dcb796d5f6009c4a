// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.coalesce.Coalescer;
import io.authflux.error.StoreBusyException;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.statement.Statements;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(SessionLookups.class);

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
                .onErrorResume(error -> !isOurQueueFull(error), error -> {
                    // Without what the driver says, in which values may be.
                    LOG.debug(
                            "the replicas did not answer, the primary is asked: {}",
                            error.getClass().getName());
                    return Mono.empty();
                })
                .switchIfEmpty(Mono.defer(() -> primary.find(token)));
    }

    /** That too many wait is no reason to fill the other queue; any trouble with the replicas is one to ask elsewhere. */
    private static boolean isOurQueueFull(Throwable error) {
        return error instanceof StoreBusyException && error.getCause() == null;
    }
}
