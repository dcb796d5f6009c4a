// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.Options;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How PostgreSQL looks many sessions up. */
class PostgresPlanTest {

    private static final String FILL_USERS = "INSERT INTO users (name, email) SELECT 'User ' || i, 'user' || i ||"
            + " '@example.com' FROM generate_series(1, 1000) i";
    private static final String FILL_SESSIONS = "INSERT INTO sessions (user_id, expires, session_token, access_token)"
            + " SELECT id, now() + interval '30 days', md5(id::text) || md5('b' || id), md5('a' || id) FROM users";

    private static final String LAST_OF_MANY_KEYS = "SELECT query FROM pg_stat_activity"
            + " WHERE datname = current_database() AND query LIKE '%ANY($1)%' AND pid <> pg_backend_pid()";
    private static final int ATTEMPTS = 20;

    /** Of a table that is so small the index of ends looked cheaper, with a comparison of each row with all keys. */
    @Test
    void aThousandSessionsAreFoundByTheirTokens() throws SQLException {
        TestDatabase database = Fresh.postgres();
        AuthAdapter adapter = Await.one(Authflux.connect(
                database.config().mutate().option(Options.SYNCHRONIZE, true).build()));
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(FILL_USERS, FILL_SESSIONS, "ANALYZE users", "ANALYZE sessions")) {
                statement.execute(sql);
            }
            List<String> tokens = rows(statement, "SELECT session_token FROM sessions LIMIT 100");

            List<String> sent = List.of();
            // One key alone is another statement, and may be the last on every connection.
            for (int i = 0; i < ATTEMPTS && sent.isEmpty(); i++) {
                assertThat(Await.all(
                                Flux.fromIterable(tokens).flatMap(adapter.sessions()::findWithUser, tokens.size())))
                        .hasSameSizeAs(tokens);
                sent = rows(statement, LAST_OF_MANY_KEYS);
            }
            assertThat(sent).isNotEmpty();
            statement.execute("PREPARE lookup AS " + sent.get(0));
            statement.execute("SET plan_cache_mode = force_generic_plan");
            List<String> plan = rows(statement, "EXPLAIN EXECUTE lookup('{a,b}', now())");

            assertThat(plan)
                    .filteredOn(line -> line.contains("Index Cond"))
                    .anyMatch(line -> line.contains("session_token"))
                    .noneMatch(line -> line.contains("expires"));
        }
        Await.done(adapter.close());
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
