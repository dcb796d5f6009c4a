// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;
import io.r2dbc.pool.ConnectionPool;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;

/** Spring's {@code DatabaseClient}, which Spring Data R2DBC's reference advises for joins, on r2dbc-pool. */
final class SpringR2dbcPeer implements Peer {

    private final ConnectionPool pool;
    private final DatabaseClient client;
    private final R2dbcStatements statements;
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
        lookup = new Sql(product, R2dbcDrivers.dollars(product)).sessionWithUser();
        turn = new Turn(product);
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> turn.take(client.sql(lookup)
                .bind(0, token)
                .bind(1, statements.now())
                .map(statements::read)
                .one());
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
        turn.close();
    }
}
