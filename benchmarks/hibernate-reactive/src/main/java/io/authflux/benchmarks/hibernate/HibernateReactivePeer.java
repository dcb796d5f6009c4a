// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.benchmarks.peer.WritingPeer;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.reactive.vertx.impl.ProvidedVertxInstance;
import org.jspecify.annotations.Nullable;

/** Hibernate Reactive with stateless sessions, one query that fetches the user too, and statements that are cached. */
public final class HibernateReactivePeer implements WritingPeer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String LOOKUP =
            "from StoredSession s join fetch s.user where s.sessionToken = :token and s.expires >= :now";
    private static final String EXTEND = "update WrittenSession s set s.expires = :expires, s.updatedAt = :now"
            + " where s.sessionToken = :token and s.expires >= :now";
    private static final String CONSUME = "delete WrittenToken t where t.identifier = :identifier and t.token = :token";

    /** On epoll, as the R2DBC drivers are by themselves. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Stage.SessionFactory sessions;

    /**
     * Opens it.
     *
     * @param settings with what
     */
    public HibernateReactivePeer(PeerSettings settings) {
        Target target = settings.target();
        Configuration configuration = new Configuration()
                .addAnnotatedClass(StoredSession.class)
                .addAnnotatedClass(StoredUser.class)
                .addAnnotatedClass(WrittenSession.class)
                .addAnnotatedClass(WrittenToken.class)
                .setProperty("jakarta.persistence.jdbc.url", url(target))
                .setProperty("jakarta.persistence.jdbc.user", target.user())
                .setProperty("jakarta.persistence.jdbc.password", target.password())
                .setProperty("hibernate.connection.pool_size", Integer.toString(settings.poolSize()))
                .setProperty("hibernate.vertx.pool.class", UtcPool.class.getName())
                .setProperty("hibernate.vertx.prepared_statement_cache.max_size", "256")
                .setProperty("hibernate.vertx.prepared_statement_cache.sql_limit", "4096");
        sessions = configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .applySettings(configuration.getProperties())
                        .addService(VertxInstance.class, new ProvidedVertxInstance(vertx))
                        .build())
                .unwrap(Stage.SessionFactory.class);
        deploy();
    }

    /** A verticle for each core, as servers have; callers are spread over them. */
    private void deploy() {
        DeploymentOptions each =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        Supplier<Verticle> verticle = () -> new AbstractVerticle() {
            @Override
            public void start() {
                contexts.add(context);
            }
        };
        vertx.deployVerticle(verticle, each)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /**
     * A session of his own for each caller, since {@code withStatelessSession} gives one session to all who are in the same
     * context. Who was answered in a verticle stays there.
     */
    private <T> CompletionStage<T> inSession(Function<Stage.StatelessSession, CompletionStage<T>> work) {
        if (Vertx.currentContext() != null) {
            return sessions.openStatelessSession().thenCompose(session -> work.apply(session)
                    .handle((value, error) -> session.close().thenCompose(closed -> end(value, error)))
                    .thenCompose(Function.identity()));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        contexts.get(Math.floorMod(turn.getAndIncrement(), contexts.size()))
                .runOnContext(now -> inSession(work).whenComplete((value, error) -> {
                    if (error == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(error);
                    }
                }));
        return answer;
    }

    private static <T> CompletionStage<T> end(@Nullable T value, @Nullable Throwable error) {
        return error == null ? CompletableFuture.completedStage(value) : CompletableFuture.failedStage(error);
    }

    private static String url(Target target) {
        String scheme = target.product() == Product.POSTGRES
                ? "postgresql"
                : target.product().id();
        return scheme + "://" + target.host() + ":" + target.port() + "/"
                + target.config().database();
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Staged<String, SessionWithUser>)
                token -> inSession(session -> session.createSelectionQuery(LOOKUP, StoredSession.class)
                        .setParameter("token", token)
                        .setParameter("now", CLOCK.instant())
                        .getSingleResultOrNull()
                        .thenApply(found -> found == null ? null : found.toSessionWithUser()));
    }

    private CompletionStage<Boolean> insert(Object entity) {
        return inSession(session -> session.insert(entity).thenApply(made -> true));
    }

    private CompletionStage<Boolean> change(
            String statement, Function<Stage.MutationQuery, Stage.MutationQuery> parameters) {
        return inSession(session -> parameters
                .apply(session.createMutationQuery(statement))
                .executeUpdate()
                .thenApply(count -> count == 1));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Staged<NewSession, Boolean>) made -> insert(new WrittenSession(
                Integer.parseInt(made.userId()), made.expires(), made.sessionToken(), CLOCK.instant()));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Staged<NewSession, Boolean>)
                extended -> change(EXTEND, query -> query.setParameter("expires", extended.expires())
                        .setParameter("now", CLOCK.instant())
                        .setParameter("token", extended.sessionToken()));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Staged<VerificationToken, Boolean>) token -> {
            Instant now = CLOCK.instant();
            return insert(new WrittenToken(token.identifier(), token.token(), token.expires(), now))
                    .thenCompose(made -> change(CONSUME, query -> query.setParameter("identifier", token.identifier())
                            .setParameter("token", token.token())));
        };
    }

    @Override
    public void close() {
        sessions.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
