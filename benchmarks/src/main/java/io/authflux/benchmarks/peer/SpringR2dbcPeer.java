// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
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
    private final InstantForm form;
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
        sql = new Sql(product, R2dbcDrivers.dollars(product));
        lookup = sql.sessionWithUser();
        form = product.instants();
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

    private Mono<Boolean> write(String statement, Object... values) {
        DatabaseClient.GenericExecuteSpec spec = client.sql(statement);
        for (int i = 0; i < values.length; i++) {
            spec = spec.bind(i, values[i]);
        }
        return turn.take(spec.fetch().rowsUpdated().map(count -> count == 1));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        String create = sql.createSession();
        return (Call.Reactive<NewSession, Boolean>) session -> write(
                create,
                Integer.valueOf(session.userId()),
                form.encode(session.expires()),
                session.sessionToken(),
                session.sessionToken(),
                statements.now(),
                statements.now());
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        String extend = sql.extendSession();
        return (Call.Reactive<NewSession, Boolean>) session -> write(
                extend, form.encode(session.expires()), statements.now(), session.sessionToken(), statements.now());
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        String create = sql.createToken();
        String consume = sql.consumeToken();
        return (Call.Reactive<VerificationToken, Boolean>) token -> write(
                        create,
                        token.identifier(),
                        token.token(),
                        form.encode(token.expires()),
                        statements.now(),
                        statements.now())
                .flatMap(made -> write(consume, token.identifier(), token.token()));
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
        turn.close();
    }
}
