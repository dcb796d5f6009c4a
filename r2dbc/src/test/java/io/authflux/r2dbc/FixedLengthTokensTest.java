// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.Options;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Columns that fill what is shorter up with blanks, which PostgreSQL and H2 hand back: nobody is signed out by company. */
class FixedLengthTokensTest {

    private static final int SESSIONS = 100;

    @Test
    void onPostgres() throws SQLException {
        everySessionIsFound(Fresh.postgres(), "ALTER TABLE sessions ALTER COLUMN session_token TYPE character(80)");
    }

    @Test
    void onH2() throws SQLException {
        everySessionIsFound(
                Fresh.h2(), "ALTER TABLE \"sessions\" ALTER COLUMN \"session_token\" SET DATA TYPE character(80)");
    }

    private static void everySessionIsFound(TestDatabase database, String change) throws SQLException {
        AuthAdapter first = Await.one(Authflux.connect(
                database.config().mutate().option(Options.SYNCHRONIZE, true).build()));
        Await.done(first.close());
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        AuthAdapter adapter = Await.one(Authflux.connect(database.config()));
        String user = Await.one(adapter.users().create(NewUser.of("Ada", null))).id();
        Instant end = Instant.now().plus(Duration.ofHours(1));
        List<String> tokens =
                IntStream.range(0, SESSIONS).mapToObj(i -> "short" + i).toList();
        tokens.forEach(token -> Await.one(adapter.sessions().create(NewSession.of(token, user, end))));

        assertThat(Await.maybe(adapter.sessions().findWithUser(tokens.get(0)))).isPresent();
        List<String> found = Await.all(Flux.fromIterable(tokens)
                .flatMap(
                        token -> adapter.sessions()
                                .findWithUser(token)
                                .map(one -> one.session().sessionToken().strip()),
                        SESSIONS));

        assertThat(found).containsExactlyInAnyOrderElementsOf(tokens);
        Await.done(adapter.close());
    }
}
