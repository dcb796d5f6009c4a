// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
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
    private final Sql sql;
    private final Turn turn;

    R2dbcPeer(Product product) {
        statements = new R2dbcStatements(product);
        sql = statements.sql();
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

    private Mono<Boolean> write(Sql.Bound write) {
        return inTurn(connection -> statements.write(connection, write));
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
        turn.close();
    }
}
