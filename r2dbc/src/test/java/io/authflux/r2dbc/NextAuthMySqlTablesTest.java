// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/**
 * Tables that others made, with a collation that ignores case and accents. The statements are those that NextAuth v3
 * documents for MySQL, types and names included, with the {@code timestamp} without digits that it makes for the type
 * {@code mariadb} on the sessions; the rows are what its TypeORM adapter writes.
 */
class NextAuthMySqlTablesTest {

    private static final String TIMES = " created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),"
            + " updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), PRIMARY KEY (id))"
            + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

    private static final String[] DOCUMENTED = {
        "CREATE TABLE accounts (id INT NOT NULL AUTO_INCREMENT, compound_id VARCHAR(255) NOT NULL,"
                + " user_id INTEGER NOT NULL, provider_type VARCHAR(255) NOT NULL, provider_id VARCHAR(255) NOT NULL,"
                + " provider_account_id VARCHAR(255) NOT NULL, refresh_token TEXT, access_token TEXT,"
                + " access_token_expires TIMESTAMP(6) NULL," + TIMES,
        "CREATE TABLE sessions (id INT NOT NULL AUTO_INCREMENT, user_id INTEGER NOT NULL, expires TIMESTAMP NOT NULL,"
                + " session_token VARCHAR(255) NOT NULL, access_token VARCHAR(255) NOT NULL," + TIMES,
        "CREATE TABLE users (id INT NOT NULL AUTO_INCREMENT, name VARCHAR(255), email VARCHAR(255),"
                + " email_verified TIMESTAMP(6) NULL, image VARCHAR(255)," + TIMES,
        "CREATE TABLE verification_requests (id INT NOT NULL AUTO_INCREMENT, identifier VARCHAR(255) NOT NULL,"
                + " token VARCHAR(255) NOT NULL, expires TIMESTAMP(6) NOT NULL," + TIMES,
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
    private static final int CALLERS = 200;

    /** Other sets have the collation that they have by default, which ignores case too. */
    static void create(TestDatabase database, String characterSet) {
        database.execute(Stream.of(DOCUMENTED)
                .map(sql -> characterSet.equals("utf8mb4")
                        ? sql
                        : sql.replace("utf8mb4 COLLATE utf8mb4_unicode_ci", characterSet))
                .toArray(String[]::new));
    }

    private static void create(TestDatabase database) {
        create(database, "utf8mb4");
        database.execute(
                "INSERT INTO users (name, email, image, email_verified)"
                        + " VALUES ('Zoë 🎉', 'zoe@example.com', NULL, '2026-03-29 00:30:00.123')",
                "INSERT INTO sessions (user_id, expires, session_token, access_token)"
                        + " VALUES (1, '2037-01-01 00:00:00', '" + TOKEN + "', '" + "b".repeat(64) + "')",
                "INSERT INTO verification_requests (identifier, token, expires)"
                        + " VALUES ('zoe@example.com', 'abcdef', '2037-01-01 00:00:00')");
    }

    private static AuthAdapter connect(MySqlKind kind, TestDatabase database) {
        create(database);
        return Await.one(Authflux.connect(kind.config(database).build()));
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfTheRealNextAuthAreFoundExtendedAndDeleted(MySqlKind kind) {
        AuthAdapter adapter = connect(kind, kind.fresh());
        Instant end = Instant.now().plusSeconds(3_600);

        SessionWithUser found = Await.one(adapter.sessions().findWithUser(TOKEN));

        assertThat(found.user().id()).isEqualTo("1");
        assertThat(found.user().name()).isEqualTo("Zoë 🎉");
        assertThat(found.user().emailVerified()).isEqualTo(Instant.parse("2026-03-29T00:30:00.123Z"));
        assertThat(found.session().expires()).isEqualTo(Instant.parse("2037-01-01T00:00:00Z"));
        // The column keeps whole seconds, cut off and not rounded.
        assertThat(Await.one(adapter.sessions().extend(TOKEN, end)).expires())
                .isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
        assertThat(Await.one(adapter.sessions().delete(TOKEN))).isTrue();
        assertThat(Await.maybe(adapter.verificationTokens().consume("zoe@example.com", "abcdef")))
                .isPresent();
        assertThat(Await.one(adapter.users().delete("1"))).isTrue();
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @EnumSource
    void keysAreComparedExactlyThoughTheColumnsIgnoreCase(MySqlKind kind) {
        AuthAdapter adapter = connect(kind, kind.fresh());

        for (String other : List.of(TOKEN.toUpperCase(Locale.ROOT), TOKEN + " ", TOKEN.replaceFirst("a", "á"))) {
            assertThat(Await.maybe(adapter.sessions().findWithUser(other))).isEmpty();
            assertThat(Await.maybe(
                            adapter.sessions().extend(other, Instant.now().plusSeconds(60))))
                    .isEmpty();
            assertThat(Await.one(adapter.sessions().delete(other))).isFalse();
        }
        assertThat(Await.maybe(adapter.users().findByEmail("Zoe@example.com"))).isEmpty();
        assertThat(Await.maybe(adapter.users().findByEmail("zoë@example.com"))).isEmpty();
        assertThat(Await.maybe(adapter.verificationTokens().consume("zoe@example.com", "ABCDEF")))
                .isEmpty();
        assertThat(Await.maybe(adapter.sessions().findWithUser(TOKEN))).isPresent();
        Await.done(adapter.close());
    }

    /** Those who travel with it are not looked up one by one for it: anybody can write his own token in other letters. */
    @ParameterizedTest
    @EnumSource
    void aTokenInOtherLettersCostsNobodyABatch(MySqlKind kind) {
        AuthAdapter adapter = connect(kind, kind.fresh());
        String other = TOKEN.toUpperCase(Locale.ROOT);
        Await.one(adapter.sessions().findWithUser(TOKEN));
        long before = kind.status("Questions");

        List<SessionWithUser> found = Await.all(Flux.range(0, CALLERS)
                .flatMap(i -> adapter.sessions().findWithUser(i % 10 == 0 ? other : "absent" + i), CALLERS));

        assertThat(found).isEmpty();
        assertThat(kind.status("Questions") - before).as("statements").isLessThan(CALLERS / 4);
        Await.done(adapter.close());
    }

    /** What is unique is the table's to say, and the error says which field it was. */
    @ParameterizedTest
    @EnumSource
    void twoAddressesThatDifferInCaseAreOneForTheTable(MySqlKind kind) {
        AuthAdapter adapter = connect(kind, kind.fresh());

        assertThat(Await.failure(adapter.users().create(NewUser.of("Other", "ZOE@example.com"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
        assertThat(Await.failure(adapter.sessions().create(NewSession.of(TOKEN, "1", Instant.now()))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("sessionToken"));
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @CsvSource({"MYSQL,utf8mb4", "MYSQL,utf8mb3", "MYSQL,latin1", "MARIADB,utf8mb4", "MARIADB,utf8mb3", "MARIADB,latin1"
    })
    void exactComparisonUsesTheIndex(MySqlKind kind, String characterSet) throws SQLException {
        TestDatabase theirs = kind.fresh();
        create(theirs, characterSet);
        TestDatabase ours = kind.fresh();
        R2dbcAdapter.ddl(kind.dialect().name(), Schema.nextAuth()).lines().forEach(ours::execute);

        for (TestDatabase database : List.of(theirs, ours)) {
            for (int i = 0; i < 300; i++) {
                database.execute(
                        "INSERT INTO users (email) VALUES ('u" + i + "@example.org')",
                        "INSERT INTO sessions (user_id, expires, session_token, access_token) VALUES (" + (i + 1)
                                + ", NOW(), 't" + i + "', 'u" + i + "')");
            }
            database.execute("ANALYZE TABLE users, sessions");
            Dialect dialect = kind.dialect();
            Tables tables = new Tables(dialect, "", state(database.equals(theirs) ? characterSet : "utf8mb4"));
            String byEmail =
                    tables.users().select("", "", Condition.equal("email")).sql();

            assertThat(keys(database, tables.sessionWithUser().sql(), "t7", "2026-01-01 00:00:00"))
                    .doesNotContain("null")
                    .hasSize(2);
            assertThat(keys(
                            database,
                            tables.sessionsWithUser(4).query(4).sql(),
                            "t7",
                            "t8",
                            "t9",
                            "t9",
                            "2026-01-01 00:00:00"))
                    .doesNotContain("null")
                    .hasSize(2);
            assertThat(keys(database, byEmail, "u7@example.org"))
                    .doesNotContain("null")
                    .hasSize(1);
            assertThat(keys(
                            database,
                            tables.sessions()
                                    .delete("", Condition.equal("sessionToken"))
                                    .sql(),
                            "t7"))
                    .doesNotContain("null");
        }
    }

    private static SchemaState state(String characterSet) {
        Map<String, String> types = new HashMap<>();
        Schema.nextAuth().tables().forEach(table -> table.columns()
                .forEach(column ->
                        types.put(table.table() + "." + column.name(), "varchar(255) CHARACTER SET " + characterSet)));
        return new SchemaState(Schema.nextAuth(), EnumSet.allOf(EntityKind.class), Map.of(), Map.of(), types);
    }

    /** The index that each table is read by; null for a table that is read from end to end. */
    private static List<String> keys(TestDatabase database, String sql, String... arguments) throws SQLException {
        String text = Arrays.stream(arguments)
                .reduce(sql, (statement, value) -> statement.replaceFirst("\\?", "'" + value + "'"));
        try (Connection connection = database.open();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN FORMAT=TRADITIONAL " + text);
                ResultSet rows = explain.executeQuery()) {
            List<String> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(String.valueOf(rows.getString("key")));
            }
            return keys;
        }
    }
}
