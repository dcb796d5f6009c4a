// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoClient;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Several statements as one, where the deployment allows: a replica set or a sharded cluster. Whether it really does is
 * tried once and remembered; elsewhere the statements run one after the other, in an order that is safe to stop at.
 */
final class MongoTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(MongoTransactions.class);

    /** IllegalOperation (a standalone server), CommandNotFound, CommandNotSupported, NotImplemented, not in transactions. */
    private static final Set<Integer> UNSUPPORTED = Set.of(20, 59, 115, 238, 263, 303);

    /** As in "a server that doesn't support sessions"; other versions begin with the word. */
    private static final Pattern UNSUPPORTED_BY_DRIVER =
            Pattern.compile("sessions|transactions", Pattern.CASE_INSENSITIVE);

    /** MongoDB has no transaction on a replica, whatever the client prefers. */
    private static final TransactionOptions FRESH = TransactionOptions.builder()
            .readPreference(ReadPreference.primary())
            .build();

    private final MongoClient client;
    private volatile boolean possible;

    MongoTransactions(MongoClient client, boolean possible) {
        this.client = client;
        this.possible = possible;
    }

    /** Runs the work with a session in a transaction, or with none where there are no transactions. */
    <T> Mono<T> run(Function<@Nullable ClientSession, Mono<T>> work) {
        return Mono.defer(() -> possible ? together(work) : inOrder(work));
    }

    /** To the end, even if the caller goes away in between: that is what the cache is for. */
    private static <T> Mono<T> inOrder(Function<@Nullable ClientSession, Mono<T>> work) {
        return work.apply(null).cache();
    }

    private <T> Mono<T> together(Function<@Nullable ClientSession, Mono<T>> work) {
        return Mono.usingWhen(
                        client.startSession(),
                        session -> commit(session, work),
                        session -> Mono.fromRunnable(session::close),
                        (session, error) -> abort(session),
                        MongoTransactions::abort)
                .onErrorResume(MongoTransactions::isUnsupported, e -> {
                    forget();
                    return inOrder(work);
                });
    }

    private <T> Mono<T> commit(ClientSession session, Function<@Nullable ClientSession, Mono<T>> work) {
        session.startTransaction(FRESH);
        // A server that ignored the transaction has done the work already, statement by statement.
        Mono<Void> commit = Mono.from(session.commitTransaction())
                .onErrorResume(MongoTransactions::isRefused, e -> Mono.fromRunnable(this::forget));
        return work.apply(session).flatMap(result -> commit.thenReturn(result));
    }

    private static Mono<Void> abort(ClientSession session) {
        Mono<Void> abort = session.hasActiveTransaction() ? Mono.from(session.abortTransaction()) : Mono.empty();
        return abort.onErrorComplete().then(Mono.fromRunnable(session::close));
    }

    private void forget() {
        possible = false;
        LOG.info("MongoDB has no transactions here: a user's sessions, accounts and passkeys are deleted one after the"
                + " other, before the user");
    }

    /** By the server, or by the driver, which says with an exception of the same class that it was closed. */
    private static boolean isUnsupported(Throwable error) {
        return isRefused(error)
                || (error.getClass() == MongoClientException.class
                        && UNSUPPORTED_BY_DRIVER
                                .matcher(String.valueOf(error.getMessage()))
                                .find());
    }

    /** By the server: the driver has words of its own for what it says of retryable writes. */
    private static boolean isRefused(@Nullable Throwable error) {
        return error instanceof MongoException mongo
                && (UNSUPPORTED.contains(mongo.getCode()) || isRefused(mongo.getCause()));
    }
}
