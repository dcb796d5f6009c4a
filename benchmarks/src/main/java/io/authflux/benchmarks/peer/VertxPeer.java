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
import io.vertx.core.VertxOptions;
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
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's SQL clients, statements prepared once. Callers are spread over as many event loops as there are cores, as verticles
 * of a server are; the pool has its connections there.
 */
final class VertxPeer implements WritingPeer {

    /** Measured in ADR 14. A connection is filled up with so many statements before the next one is used. */
    private static final int PIPELINE = 256;

    /** On epoll, as the R2DBC drivers are by themselves. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    private final VertxContexts contexts = new VertxContexts(vertx);
    private final SqlClient client;
    private final InstantForm form;
    private final Sql sql;
    private final String lookup;

    private VertxPeer(PeerSettings settings, boolean pipelined) {
        Product product = settings.target().product();
        form = product.instants();
        sql = new Sql(product, product == Product.POSTGRES);
        lookup = sql.sessionWithUser();
        // Event loops of the pool's own, as setEventLoopSize would make, cost up to a third: see ADR 14.
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

    private @Nullable SessionWithUser read(RowSet<Row> rows) {
        return rows.size() == 0
                ? null
                : Columns.sessionWithUser(new VertxColumns(rows.iterator().next()), form);
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Staged<String, SessionWithUser>) token -> contexts.spread(() ->
                client.preparedQuery(lookup).execute(Tuple.of(token, sql.now())).map(this::read));
    }

    private Future<Boolean> write(Sql.Bound write) {
        return client.preparedQuery(write.text())
                .execute(Tuple.from(write.values()))
                .map(written -> written.rowCount() == 1);
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Staged<NewSession, Boolean>) session -> contexts.spread(() -> write(sql.createSession(session)));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Staged<NewSession, Boolean>) session -> contexts.spread(() -> write(sql.extendSession(session)));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Staged<VerificationToken, Boolean>) token ->
                contexts.spread(() -> write(sql.createToken(token)).compose(made -> write(sql.consumeToken(token))));
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
