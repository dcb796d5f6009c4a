// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.r2dbc.spi.Connection;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** An R2DBC driver by hand; how a call comes to a connection differs. */
abstract class R2dbcPeer implements WritingPeer {

    private final R2dbcStatements statements;
    private final Turn turn;

    R2dbcPeer(Product product) {
        statements = new R2dbcStatements(product);
        turn = new Turn(product);
    }

    /** Does work on a connection, when subscribed to. */
    abstract <T> Mono<T> with(Function<Connection, Mono<T>> work);

    private <T> Mono<T> inTurn(Function<Connection, Mono<T>> work) {
        return turn.take(with(work));
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>)
                token -> inTurn(connection -> statements.sessionWithUser(connection, token));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> inTurn(connection -> statements.create(connection, session));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> inTurn(connection -> statements.extend(connection, session));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>)
                token -> inTurn(connection -> statements.createToken(connection, token))
                        .flatMap(made -> inTurn(connection -> statements.consumeToken(connection, token)));
    }

    @Override
    public void close() {
        turn.close();
    }
}
