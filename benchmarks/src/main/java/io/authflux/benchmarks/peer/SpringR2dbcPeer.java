// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.r2dbc.pool.ConnectionPool;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;
import reactor.core.publisher.Mono;

/** Spring's {@code DatabaseClient}, which Spring Data R2DBC's reference advises for joins, on r2dbc-pool. */
final class SpringR2dbcPeer implements WritingPeer {

    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final R2dbcStatements statements;
    private final Sql sql;
    private final String lookup;
    private final Turn turn;

    SpringR2dbcPeer(PeerSettings settings) {
        Product product = settings.target().product();
        pool = R2dbcDrivers.pool(settings);
        // The driver's own parameters: the named ones would be rewritten for each call.
        client = DatabaseClient.builder()
                .connectionFactory(pool)
                .bindMarkers(BindMarkersFactory.anonymous("?"))
                .namedParameters(false)
                .build();
        statements = new R2dbcStatements(product);
        sql = statements.sql();
        lookup = sql.sessionWithUser();
        turn = new Turn(product);
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> turn.take(client.sql(lookup)
                .bind(0, token)
                .bind(1, sql.now())
                .map(statements::read)
                .one());
    }

    private Mono<Boolean> write(Sql.Bound write) {
        DatabaseClient.GenericExecuteSpec spec = client.sql(write.text());
        for (int i = 0; i < write.values().size(); i++) {
            spec = spec.bind(i, write.values().get(i));
        }
        return turn.take(spec.fetch().rowsUpdated().map(count -> count == 1));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>) session -> write(sql.createSession(session));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>) session -> write(sql.extendSession(session));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>)
                token -> write(sql.createToken(token)).flatMap(made -> write(sql.consumeToken(token)));
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
        turn.close();
    }
}
