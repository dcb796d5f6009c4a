// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Making, checking and leaving alone, where a table can hardly be altered. */
class SqliteSynchronizeTest {

    private static final String TABLES = "SELECT sql FROM sqlite_schema WHERE name IN ('users', 'accounts', 'sessions',"
            + " 'verification_requests', 'userId') ORDER BY name";

    @TempDir
    Path folder;

    private SqliteFile file;

    @BeforeEach
    void file() {
        file = new SqliteFile(folder.resolve("app.sqlite"));
    }

    private static void connectAndClose(DatabaseConfig config, Schema schema) {
        Await.done(Authflux.connect(config, ConnectOptions.defaults().withSchema(schema))
                .flatMap(AuthAdapter::close));
    }

    private static List<String> refused(DatabaseConfig config) {
        Throwable failure = Await.failure(Authflux.connect(config));
        assertThat(failure).isInstanceOf(SchemaMismatchException.class);
        return ((SchemaMismatchException) failure).differences();
    }

    /** Word for word what TypeORM 0.2.45 makes, so that its own synchronization finds nothing to change. */
    @Test
    void theTablesAreThoseOfTypeOrm() throws Exception {
        connectAndClose(file.synchronizing(), Schema.nextAuth());

        String times = "\"created_at\" datetime NOT NULL DEFAULT (datetime('now')),"
                + " \"updated_at\" datetime NOT NULL DEFAULT (datetime('now'))";
        assertThat(file.query(TABLES))
                .containsExactly(
                        "CREATE TABLE \"accounts\" (\"id\" integer PRIMARY KEY AUTOINCREMENT NOT NULL,"
                                + " \"compound_id\" varchar NOT NULL, \"user_id\" integer NOT NULL,"
                                + " \"provider_type\" varchar NOT NULL, \"provider_id\" varchar NOT NULL,"
                                + " \"provider_account_id\" varchar NOT NULL, \"refresh_token\" text,"
                                + " \"access_token\" text, \"access_token_expires\" datetime, " + times
                                + ", CONSTRAINT \"UQ_95843cea26fc65b1a9d9b6e1d2b\" UNIQUE (\"compound_id\"))",
                        "CREATE TABLE \"sessions\" (\"id\" integer PRIMARY KEY AUTOINCREMENT NOT NULL,"
                                + " \"user_id\" integer NOT NULL, \"expires\" datetime NOT NULL,"
                                + " \"session_token\" varchar NOT NULL, \"access_token\" varchar NOT NULL, " + times
                                + ", CONSTRAINT \"UQ_f10db2949bbea55b44f31108e1a\" UNIQUE (\"session_token\"),"
                                + " CONSTRAINT \"UQ_b02a7acc05fe8194bed8433cf25\" UNIQUE (\"access_token\"))",
                        "CREATE INDEX \"userId\" ON \"accounts\" (\"user_id\")",
                        "CREATE TABLE \"users\" (\"id\" integer PRIMARY KEY AUTOINCREMENT NOT NULL, \"name\" varchar,"
                                + " \"email\" varchar, \"email_verified\" datetime, \"image\" varchar, " + times
                                + ", CONSTRAINT \"UQ_97672ac88f789774dd47f7c8be3\" UNIQUE (\"email\"))",
                        "CREATE TABLE \"verification_requests\" (\"id\" integer PRIMARY KEY AUTOINCREMENT NOT NULL,"
                                + " \"identifier\" varchar NOT NULL, \"token\" varchar NOT NULL,"
                                + " \"expires\" datetime NOT NULL, " + times
                                + ", CONSTRAINT \"UQ_77287cef70a4627091ae6d19c4d\" UNIQUE (\"token\"))");
    }

    @Test
    void theTextMakesWhatSynchronizeMakes() throws Exception {
        connectAndClose(file.synchronizing(), Schema.nextAuth());
        SqliteFile byText = new SqliteFile(folder.resolve("text.sqlite"));
        byText.execute(R2dbcAdapter.ddl("sqlite", Schema.nextAuth()).split("\n"));

        connectAndClose(byText.config(), Schema.nextAuth());

        assertThat(byText.query(TABLES)).isEqualTo(file.query(TABLES));
    }

    @Test
    void twentyInstancesMayStartAtOnce() {
        Mono<AuthAdapter> connect = Authflux.connect(
                file.synchronizing().mutate().option(Options.POOL_SIZE, 2).build());

        List<AuthAdapter> adapters =
                Await.one(Flux.range(0, 20).flatMap(i -> connect, 20).collectList());

        User user = Await.one(adapters.get(0).users().create(NewUser.of("Ada", "ada@example.com")));
        assertThat(Await.one(adapters.get(19).users().findByEmail("ada@example.com")))
                .isEqualTo(user);
        Await.done(Flux.fromIterable(adapters).concatMap(AuthAdapter::close).then());
    }

    @Test
    void aSecondConnectFindsNothingToDo() {
        connectAndClose(file.synchronizing(), Schema.nextAuth());

        try (LogCapture log = LogCapture.start()) {
            connectAndClose(file.config(), Schema.nextAuth());
            connectAndClose(file.synchronizing(), Schema.nextAuth());

            assertThat(log.lines()).noneMatch(line -> line.contains("missing"));
        }
    }

    /** A column with a default that is not a constant cannot be added; the rows stay all the same. */
    @Test
    void missingColumnsAreAddedAndRowsStay() throws Exception {
        file.execute(
                "CREATE TABLE users (id integer PRIMARY KEY AUTOINCREMENT, name varchar, email varchar UNIQUE,"
                        + " email_verified datetime, image varchar, updated_at datetime)",
                "INSERT INTO users (name) VALUES ('Ada')");
        Schema more = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING)));

        connectAndClose(file.synchronizing(), more);

        assertThat(file.query("SELECT name, role, created_at FROM users"))
                .containsExactly("Ada|null|1970-01-01 00:00:00.000");
    }

    @Test
    void aMissingUniqueKeyBecomesAUniqueIndexAndAMissingIndexIsWarnedOf() throws Exception {
        file.execute("CREATE TABLE users (id integer PRIMARY KEY AUTOINCREMENT, name varchar, email varchar,"
                + " email_verified datetime, image varchar, created_at datetime, updated_at datetime)");
        String statement = "CREATE UNIQUE INDEX \"UQ_97672ac88f789774dd47f7c8be3\" ON \"users\" (\"email\")";
        assertThat(refused(file.config())).contains("unique key on users(email) is missing: " + statement);

        connectAndClose(file.synchronizing(), Schema.nextAuth());
        file.execute("DROP INDEX \"userId\"");
        try (LogCapture log = LogCapture.start()) {
            AuthAdapter adapter = Await.one(Authflux.connect(file.config()));
            assertThat(log.lines()).anyMatch(line -> line.contains("CREATE INDEX \"userId\" ON \"accounts\""));
            Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
            assertThat(Await.failure(adapter.users().create(NewUser.of("Eve", "ada@example.com"))))
                    .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                            .isEqualTo("email"));
            Await.done(adapter.close());
        }
    }

    /** An index over some rows only lets two others be equal. */
    @Test
    void aPartialIndexAndOneOverAnExpressionAreNoKeys() throws Exception {
        connectAndClose(file.synchronizing(), Schema.nextAuth());
        file.execute(
                "DROP TABLE verification_requests",
                "CREATE TABLE verification_requests (id integer PRIMARY KEY AUTOINCREMENT, identifier varchar, token varchar,"
                        + " expires datetime, created_at datetime, updated_at datetime)",
                "CREATE UNIQUE INDEX part ON verification_requests (token) WHERE identifier = 'x'",
                "CREATE UNIQUE INDEX expression ON verification_requests (token, lower(identifier))");

        assertThat(refused(file.config())).anyMatch(d -> d.startsWith("unique key on verification_requests(token)"));
    }

    @Test
    void whatDiffersIsRefusedAndNothingIsTouched() throws Exception {
        file.execute(
                "CREATE TABLE users (id integer PRIMARY KEY, name integer, email varchar(255), email_verified real,"
                        + " image varchar(255) NOT NULL, created_at datetime, updated_at timestamp, must integer NOT NULL)");

        assertThat(refused(file.synchronizing()))
                .containsExactlyInAnyOrder(
                        "column users.name is integer and should be varchar",
                        "column users.email_verified is real and should be datetime",
                        "column users.image should allow NULL",
                        "column users.must is not in the schema, must have a value and has no default");
        assertThat(file.query("SELECT name FROM sqlite_schema WHERE type = 'table'"))
                .containsExactly("users");
    }

    @Test
    void columnsOfOthersAreLeftAloneAndPrefixesLiveSideBySide() throws Exception {
        for (String prefix : List.of("a_", "b_")) {
            connectAndClose(
                    file.synchronizing()
                            .mutate()
                            .option(Options.ENTITY_PREFIX, prefix)
                            .build(),
                    Schema.nextAuth());
        }
        file.execute("ALTER TABLE a_users ADD COLUMN theirs varchar DEFAULT 'x' NOT NULL");

        AuthAdapter adapter = Await.one(Authflux.connect(
                file.config().mutate().option(Options.ENTITY_PREFIX, "a_").build()));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(adapter.close());

        assertThat(file.query("SELECT theirs, (SELECT COUNT(*) FROM b_users) FROM a_users"))
                .containsExactly("x|0");
    }
}
