// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Authenticator;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tables that others made. The statements are those that NextAuth v3 documents for PostgreSQL, types and names included;
 * the rows are what its TypeORM adapter writes.
 */
class NextAuthTablesTest {

    private static final String[] DOCUMENTED = {
        "CREATE TABLE accounts (id SERIAL, compound_id VARCHAR(255) NOT NULL, user_id INTEGER NOT NULL,"
                + " provider_type VARCHAR(255) NOT NULL, provider_id VARCHAR(255) NOT NULL,"
                + " provider_account_id VARCHAR(255) NOT NULL, refresh_token TEXT, access_token TEXT,"
                + " access_token_expires TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,"
                + " updated_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id))",
        "CREATE TABLE sessions (id SERIAL, user_id INTEGER NOT NULL, expires TIMESTAMPTZ NOT NULL,"
                + " session_token VARCHAR(255) NOT NULL, access_token VARCHAR(255) NOT NULL,"
                + " created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,"
                + " updated_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id))",
        "CREATE TABLE users (id SERIAL, name VARCHAR(255), email VARCHAR(255), email_verified TIMESTAMPTZ,"
                + " image TEXT, created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,"
                + " updated_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id))",
        "CREATE TABLE verification_requests (id SERIAL, identifier VARCHAR(255) NOT NULL,"
                + " token VARCHAR(255) NOT NULL, expires TIMESTAMPTZ NOT NULL,"
                + " created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,"
                + " updated_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id))",
        "CREATE UNIQUE INDEX compound_id ON accounts(compound_id)",
        "CREATE INDEX provider_account_id ON accounts(provider_account_id)",
        "CREATE INDEX provider_id ON accounts(provider_id)",
        "CREATE INDEX user_id ON accounts(user_id)",
        "CREATE UNIQUE INDEX session_token ON sessions(session_token)",
        "CREATE UNIQUE INDEX access_token ON sessions(access_token)",
        "CREATE UNIQUE INDEX email ON users(email)",
        "CREATE UNIQUE INDEX token ON verification_requests(token)"
    };

    private static final String TOKEN = "a".repeat(64);

    private final TestDatabase database = Fresh.postgres();

    private AuthAdapter connect() {
        database.execute(DOCUMENTED);
        database.execute(
                "INSERT INTO users (name, email, image, email_verified)"
                        + " VALUES ('Zoë 🎉', 'zoe@example.com', NULL, '2026-03-29 02:30:00.123+02')",
                "INSERT INTO sessions (user_id, expires, session_token, access_token)"
                        + " VALUES (1, '2999-01-01 00:00:00.456+00', '" + TOKEN + "', '" + "b".repeat(64) + "')");
        return Await.one(Authflux.connect(database.config()));
    }

    @Test
    void rowsOfTheRealNextAuthAreFound() {
        AuthAdapter adapter = connect();

        SessionWithUser found = Await.one(adapter.sessions().findWithUser(TOKEN));

        assertThat(found.user().id()).isEqualTo("1");
        assertThat(found.user().name()).isEqualTo("Zoë 🎉");
        assertThat(found.user().emailVerified()).isEqualTo(Instant.parse("2026-03-29T00:30:00.123Z"));
        assertThat(found.session().expires()).isEqualTo(Instant.parse("2999-01-01T00:00:00.456Z"));
        Await.done(adapter.close());
    }

    @Test
    void violationsCarryTheFieldWhateverTheIndexIsCalled() {
        AuthAdapter adapter = connect();

        assertThat(Await.failure(adapter.users().create(NewUser.of("Other", "zoe@example.com"))))
                .hasMessageContaining("email");
        Await.done(adapter.close());
    }

    @Test
    void usersAreDeletedThoughNextAuthHasNoTableForPasskeys() {
        AuthAdapter adapter = connect();

        assertThat(Await.one(adapter.users().delete("1"))).isTrue();
        assertThat(database.query("SELECT COUNT(*) FROM sessions")).isEqualTo(List.of("0"));
        Await.done(adapter.close());
    }

    @Test
    void passkeysFailClearlyWhereTheyHaveNoTable() {
        AuthAdapter adapter = connect();
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));

        assertThat(Await.failure(adapter.authenticators()
                        .create(new Authenticator("c", user.id(), "c", "k", 0, "singleDevice", false, null))))
                .hasMessageContaining("authenticators.create");
        Await.done(adapter.close());
    }
}
