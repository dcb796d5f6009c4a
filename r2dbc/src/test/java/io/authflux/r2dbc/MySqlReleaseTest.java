// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens when a connection goes back to its pool. */
class MySqlReleaseTest {

    private static final int CALLS = 20;
    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00Z");

    /** And other commands that are no statements. */
    private static final String PINGS = "Com_admin_commands";

    /** r2dbc-mysql would send a ping, and who looks up would wait for it. */
    @ParameterizedTest
    @EnumSource
    void theServerIsAskedNothing(MySqlKind kind) {
        AuthAdapter adapter = Await.one(Authflux.connect(kind.synchronizing(kind.fresh())));
        Await.maybe(adapter.sessions().findWithUser("absent"));
        Await.maybe(adapter.sessions().extend("absent", EXPIRES));
        long before = kind.status(PINGS);

        for (int i = 0; i < CALLS / 2; i++) {
            Await.maybe(adapter.sessions().findWithUser("absent" + i));
            Await.maybe(adapter.sessions().extend("absent" + i, EXPIRES));
        }

        assertThat(kind.status(PINGS) - before).isLessThan(CALLS);
        Await.done(adapter.close());
    }

    /** A statement of theirs may be under way, and the driver's queue does not bear that the next one meets its end. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB_OTHER_DRIVER"})
    void connectionsThatOthersTakeStillPing(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        Connections connections =
                Fresh.pool(new TestDatabase(kind.config(database).build(), database.jdbcUrl()), 1);
        List<Long> pings = new ArrayList<>();

        for (int i = 0; i < 2; i++) {
            Connection theirs =
                    Await.one(Mono.<Connection>from(connections.live().create()));
            pings.add(Await.one(Flux.from(theirs.createStatement("SHOW SESSION STATUS LIKE '" + PINGS + "'")
                            .execute())
                    .concatMap(result -> result.map(row -> Long.valueOf(String.valueOf(row.get(1, String.class)))))
                    .single()));
            Await.done(Mono.from(theirs.close()));
        }

        assertThat(pings.get(1)).isGreaterThan(pings.get(0));
        Await.done(connections.close());
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatWasLeftOpenIsRolledBack(MySqlKind kind) {
        assertRolledBack(kind, leaves -> Mono.from(leaves.beginTransaction()));
    }

    /** One that neither we nor the pool know of, as after a commit that failed. */
    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB_OTHER_DRIVER"})
    void soIsOneThatOnlyTheServerKnowsOf(MySqlKind kind) {
        assertRolledBack(kind, leaves -> updated(leaves, "START TRANSACTION"));
    }

    private static void assertRolledBack(MySqlKind kind, Function<Connection, Mono<Void>> begin) {
        TestDatabase database = kind.fresh();
        database.execute("CREATE TABLE things (id INT)");
        Connections connections =
                Fresh.pool(new TestDatabase(kind.config(database).build(), database.jdbcUrl()), 1);
        Connection leaves = Await.one(Mono.<Connection>from(connections.live().create()));
        Await.done(begin.apply(leaves));
        Await.done(updated(leaves, "INSERT INTO things VALUES (1)"));

        Await.done(Mono.from(leaves.close()));

        Connection next = Await.one(Mono.<Connection>from(connections.live().create()));
        assertThat(next.isAutoCommit()).isTrue();
        Await.done(updated(next, "INSERT INTO things VALUES (2)"));
        assertThat(database.query("SELECT id FROM things")).containsExactly("2");
        Await.done(Mono.from(next.close()));
        Await.done(connections.close());
    }

    private static Mono<Void> updated(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
