// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Sql;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** JDBC with HikariCP: a pool of fixed size, statements prepared once where the driver has a cache, as all but SQLite's have. */
final class JdbcPeer implements WritingPeer {

    private final HikariDataSource pool;
    private final InstantForm form;
    private final Sql sql;
    private final String lookup;

    JdbcPeer(PeerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.target().jdbcUrl());
        if (settings.target().product() != Product.SQLITE) {
            config.setUsername(settings.target().user());
            config.setPassword(settings.target().password());
        }
        config.setMaximumPoolSize(settings.poolSize());
        // A thousand virtual threads wait for ten connections longer than requests usually should.
        config.setConnectionTimeout(60_000);
        pool = new HikariDataSource(config);
        form = settings.target().product().instants();
        sql = new Sql(settings.target().product(), false);
        lookup = sql.sessionWithUser();
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Blocking<String, SessionWithUser>) this::find;
    }

    private @Nullable SessionWithUser find(String token) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(lookup)) {
            statement.setString(1, token);
            statement.setObject(2, sql.now());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Columns.sessionWithUser(new JdbcColumns(rows, form), form) : null;
            }
        }
    }

    private boolean write(Sql.Bound write) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(write.text())) {
            for (int i = 0; i < write.values().size(); i++) {
                statement.setObject(i + 1, write.values().get(i));
            }
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Blocking<NewSession, Boolean>) session -> write(sql.createSession(session));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Blocking<NewSession, Boolean>) session -> write(sql.extendSession(session));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Blocking<VerificationToken, Boolean>)
                token -> write(sql.createToken(token)) && write(sql.consumeToken(token));
    }

    @Override
    public void close() {
        pool.close();
    }
}
