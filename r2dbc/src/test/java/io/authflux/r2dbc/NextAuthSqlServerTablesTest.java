// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of NextAuth's documentation for SQL Server, which has no keys and says that they are missing, on H2 in its mode. */
class NextAuthSqlServerTablesTest {

    private static final String MOMENTS =
            " [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate())";
    private static final String[] DOCUMENTED = {
        "CREATE TABLE [accounts] ([id] int IDENTITY(1,1) NOT NULL, [compound_id] varchar(255) NOT NULL,"
                + " [user_id] int NOT NULL, [provider_type] varchar(255) NOT NULL, [provider_id] varchar(255) NOT NULL,"
                + " [provider_account_id] varchar(255) NOT NULL, [refresh_token] text NULL, [access_token] text NULL,"
                + " [access_token_expires] datetime NULL," + MOMENTS,
        "CREATE TABLE [sessions] ([id] int IDENTITY(1,1) NOT NULL, [user_id] int NOT NULL, [expires] datetime NOT NULL,"
                + " [session_token] varchar(255) NOT NULL, [access_token] varchar(255) NOT NULL," + MOMENTS,
        "CREATE TABLE [users] ([id] int IDENTITY(1,1) NOT NULL, [name] varchar(255) NULL, [email] varchar(255) NULL,"
                + " [email_verified] datetime NULL, [image] varchar(255) NULL," + MOMENTS,
        "CREATE TABLE [verification_requests] ([id] int IDENTITY(1,1) NOT NULL, [identifier] varchar(255) NOT NULL,"
                + " [token] varchar(255) NOT NULL, [expires] datetime NOT NULL," + MOMENTS,
        "INSERT INTO [users] ([name], [email], [email_verified])"
                + " VALUES ('Ada', 'ada@example.com', '2026-03-29 02:30:00.123')",
        "INSERT INTO [sessions] ([user_id], [expires], [session_token], [access_token])"
                + " VALUES (1, '2999-01-01 00:00:00.457', 'theirs', 'other')"
    };

    private TestDatabase database;
    private Connections connections;
    private R2dbcAdapterBuilder builder;

    @BeforeEach
    void makeTables() {
        database = Fresh.h2();
        String name = database.config().database().replace("mem:", "");
        Dialect dialect = OnH2.sqlServer(name);
        database.execute(DOCUMENTED);
        connections = Connector.opener(DatabaseConfig.parse("h2:mem:" + name)).get();
        builder = R2dbcAdapter.builder(connections.live())
                .layout(Layouts.nextAuth())
                .dialect(dialect)
                .blockingOn(Objects.requireNonNull(connections.blocking()));
    }

    @AfterEach
    void close() {
        Await.done(connections.close());
    }

    @Test
    void theKeysThatTheyLackAreNamed() {
        assertThat(Await.failure(builder.connect()))
                .isInstanceOfSatisfying(SchemaMismatchException.class, e -> assertThat(e.differences())
                        .hasSize(5)
                        .anyMatch(line -> line.startsWith("unique key on users(email) is missing: "))
                        .anyMatch(line -> line.startsWith("unique key on sessions(session_token) is missing: ")));
    }

    @Test
    void theKeysAreAddedAndTheRowsFound() {
        R2dbcAdapter adapter = Await.one(builder.synchronize(true).connect());

        SessionWithUser found = Await.one(adapter.sessions().findWithUser("theirs"));

        assertThat(found.user().id()).isEqualTo("1");
        assertThat(found.user().emailVerified()).isEqualTo(Instant.parse("2026-03-29T02:30:00.123Z"));
        assertThat(found.session().expires()).isEqualTo(Instant.parse("2999-01-01T00:00:00.457Z"));
        assertThat(Await.failure(adapter.users().create(NewUser.of("Other", "ada@example.com"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
    }

    @Test
    void aRowOfOursHasTheFormOfTheirs() {
        R2dbcAdapter adapter = Await.one(builder.synchronize(true).connect());
        Await.one(adapter.users().create(NewUser.of("Bob", "bob@example.com")));

        assertThat(Stream.of("id", "name", "email", "email_verified", "image")
                        .flatMap(column ->
                                database.query("SELECT [" + column + "] FROM [users] WHERE [id] = 2").stream()))
                .containsExactly("2", "Bob", "bob@example.com", "null", "null");
    }
}
