// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Vert.x's SQL clients: statements prepared once, connections spread over as many event loops as there are cores. */
final class VertxPeer implements WritingPeer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int PIPELINE = 256;

    private final Vertx vertx = Vertx.vertx();
    private final SqlClient client;
    private final InstantForm form;
    private final Sql sql;
    private final String lookup;
    private final String create;
    private final String extend;
    private final String createToken;
    private final String consumeToken;

    private VertxPeer(PeerSettings settings, boolean pipelined) {
        Product product = settings.target().product();
        form = product.instants();
        sql = new Sql(product, product == Product.POSTGRES);
        lookup = sql.sessionWithUser();
        create = sql.createSession();
        extend = sql.extendSession();
        createToken = sql.createToken();
        consumeToken = sql.consumeToken();
        // Event loops of the pool's own, as setEventLoopSize would make, cost it up to a third: see ADR 14.
        PoolOptions pool = new PoolOptions().setMaxSize(settings.poolSize()).setMaxWaitQueueSize(-1);
        client = product == Product.POSTGRES
                ? postgres(settings.target(), pool, pipelined)
                : mysql(settings.target(), pool, pipelined);
    }

    static Peer pooled(PeerSettings settings) {
        return new VertxPeer(settings, false);
    }

    static Peer pipelined(PeerSettings settings) {
        return new VertxPeer(settings, true);
    }

    private SqlClient postgres(Target target, PoolOptions pool, boolean pipelined) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(target.host())
                .setPort(target.port())
                .setUser(target.user())
                .setPassword(target.password())
                .setDatabase(target.config().database())
                .setPipeliningLimit(PIPELINE)
                .setCachePreparedStatements(true);
        return pipelined
                ? PgBuilder.client()
                        .with(pool)
                        .connectingTo(options)
                        .using(vertx)
                        .build()
                : PgBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
    }

    private SqlClient mysql(Target target, PoolOptions pool, boolean pipelined) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(target.host())
                .setPort(target.port())
                .setUser(target.user())
                .setPassword(target.password())
                .setDatabase(target.config().database())
                .setPipeliningLimit(pipelined ? PIPELINE : 1)
                .setCachePreparedStatements(true);
        return pipelined
                ? MySQLBuilder.client()
                        .with(pool)
                        .connectingTo(options)
                        .withConnectHandler(VertxPeer::useUtc)
                        .using(vertx)
                        .build()
                : MySQLBuilder.pool()
                        .with(pool)
                        .connectingTo(options)
                        .withConnectHandler(VertxPeer::useUtc)
                        .using(vertx)
                        .build();
    }

    /** Vert.x has no option for the session's zone. */
    private static void useUtc(SqlConnection connection) {
        connection.query("SET time_zone = '+00:00'").execute().onComplete(set -> connection.close());
    }

    private record VertxColumns(Row row) implements Columns {

        @Override
        public int number(int index) {
            return row.getInteger(index);
        }

        @Override
        public @Nullable String text(int index) {
            return row.getString(index);
        }

        @Override
        public @Nullable Object moment(int index) {
            return row.getValue(index);
        }
    }

    private Object now() {
        return form.encode(CLOCK.instant());
    }

    private @Nullable SessionWithUser read(RowSet<Row> rows) {
        return rows.size() == 0
                ? null
                : Columns.sessionWithUser(new VertxColumns(rows.iterator().next()), form);
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Staged<String, SessionWithUser>) token -> client.preparedQuery(lookup)
                .execute(Tuple.of(token, now()))
                .map(this::read)
                .toCompletionStage();
    }

    private Future<Boolean> write(String statement, Tuple values) {
        return client.preparedQuery(statement).execute(values).map(written -> written.rowCount() == 1);
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Staged<NewSession, Boolean>) session -> write(create, Tuple.from(new Object[] {
                    Integer.valueOf(session.userId()),
                    form.encode(session.expires()),
                    session.sessionToken(),
                    session.sessionToken(),
                    now(),
                    now()
                }))
                .toCompletionStage();
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Staged<NewSession, Boolean>)
                session -> write(extend, Tuple.of(form.encode(session.expires()), now(), session.sessionToken(), now()))
                        .toCompletionStage();
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Staged<VerificationToken, Boolean>) token -> write(
                        createToken,
                        Tuple.of(token.identifier(), token.token(), form.encode(token.expires()), now(), now()))
                .compose(made -> write(consumeToken, Tuple.of(token.identifier(), token.token())))
                .toCompletionStage();
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
