// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** JDBC at its barest: a connection and one prepared statement for each thread, kept as long as the thread. */
final class JdbcBarePeer implements Peer {

    private final Target target;
    private final InstantForm form;
    private final Sql sql;
    private final String lookup;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<PreparedStatement> statements = ThreadLocal.withInitial(this::prepare);

    JdbcBarePeer(PeerSettings settings) {
        target = settings.target();
        Product product = target.product();
        form = product.instants();
        sql = new Sql(product, false);
        lookup = sql.sessionWithUser();
    }

    private PreparedStatement prepare() {
        try {
            Connection connection = target.open();
            opened.add(connection);
            return connection.prepareStatement(lookup);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Blocking<String, SessionWithUser>) this::find;
    }

    private @Nullable SessionWithUser find(String token) throws SQLException {
        PreparedStatement statement = statements.get();
        statement.setString(1, token);
        statement.setObject(2, sql.now());
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Columns.sessionWithUser(new JdbcColumns(rows, form), form) : null;
        }
    }

    @Override
    public void close() {
        for (Connection connection : opened) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
