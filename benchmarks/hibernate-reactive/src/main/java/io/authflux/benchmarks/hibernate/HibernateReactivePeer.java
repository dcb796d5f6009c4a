// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.load.Call;
import io.authflux.benchmarks.peer.Peer;
import io.authflux.benchmarks.peer.PeerSettings;
import io.authflux.model.SessionWithUser;
import java.time.Clock;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;

/** Hibernate Reactive with stateless sessions, one query that fetches the user too, and statements that are cached. */
public final class HibernateReactivePeer implements Peer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String LOOKUP =
            "from StoredSession s join fetch s.user where s.sessionToken = :token and s.expires >= :now";

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
                .setProperty("jakarta.persistence.jdbc.url", url(target))
                .setProperty("jakarta.persistence.jdbc.user", target.user())
                .setProperty("jakarta.persistence.jdbc.password", target.password())
                .setProperty("hibernate.connection.pool_size", Integer.toString(settings.poolSize()))
                .setProperty("hibernate.vertx.prepared_statement_cache.max_size", "256")
                .setProperty("hibernate.vertx.prepared_statement_cache.sql_limit", "4096");
        sessions = configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .applySettings(configuration.getProperties())
                        .build())
                .unwrap(Stage.SessionFactory.class);
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
        return (Call.Staged<String, SessionWithUser>) token -> sessions.withStatelessSession(
                        session -> session.createSelectionQuery(LOOKUP, StoredSession.class)
                                .setParameter("token", token)
                                .setParameter("now", CLOCK.instant())
                                .getSingleResultOrNull())
                .thenApply(found -> found == null ? null : found.toSessionWithUser());
    }

    @Override
    public void close() {
        sessions.close();
    }
}
