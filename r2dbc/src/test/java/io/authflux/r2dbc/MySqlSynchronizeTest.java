// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.SchemaMismatchException;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.database.TestDatabase;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Making, checking and leaving alone, on MySQL and MariaDB. */
class MySqlSynchronizeTest {

    private static final String COLUMNS = "SELECT table_name, column_name, column_type, is_nullable, collation_name,"
            + " extra FROM information_schema.columns WHERE table_schema = DATABASE()"
            + " ORDER BY table_name, ordinal_position";

    private static void connectAndClose(DatabaseConfig config, Schema schema) {
        Await.done(Authflux.connect(config, ConnectOptions.defaults().withSchema(schema))
                .flatMap(AuthAdapter::close));
    }

    private static List<String> refused(DatabaseConfig config) {
        Throwable failure = Await.failure(Authflux.connect(config));
        assertThat(failure).isInstanceOf(SchemaMismatchException.class);
        return ((SchemaMismatchException) failure).differences();
    }

    /** The nodes of a cluster have one lock each, and DDL commits by itself here: who loses a race for a table looks again. */
    @ParameterizedTest
    @EnumSource
    void twelveInstancesOnSeveralNodesMayStartAtOnce(MySqlKind kind) {
        DatabaseConfig config = kind.config(kind.fresh()).build();
        Supplier<Connections> pools = Connector.opener(config);
        Dialect dialect = withoutLock(kind.dialect());
        List<Connections> opened = Stream.generate(pools).limit(12).toList();

        List<R2dbcAdapter> adapters = Await.one(Flux.fromIterable(opened)
                .flatMap(
                        connections -> R2dbcAdapter.builder(connections.live())
                                .dialect(dialect)
                                .synchronize(true)
                                .connect(),
                        12)
                .collectList());

        assertThat(adapters).hasSize(12);
        assertThat(refusals(config)).isEmpty();
        Await.done(Flux.fromIterable(opened).concatMap(Connections::close).then());
    }

    private static Dialect withoutLock(Dialect dialect) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "synchronizeLock" -> Optional.of("SELECT 1");
                        case "synchronizeUnlock" -> Optional.empty();
                        default -> method.invoke(dialect, arguments);
                    };
                });
    }

    /** What a connection that only looks has to say. */
    private static List<String> refusals(DatabaseConfig config) {
        return Await.one(Authflux.connect(config)
                .flatMap(adapter -> adapter.close().thenReturn(List.<String>of()))
                .onErrorResume(SchemaMismatchException.class, e -> Mono.just(e.differences())));
    }

    /** Nobody goes away with the lock, whether there was something to do, nothing, or too much. */
    @ParameterizedTest
    @EnumSource
    void theLockIsGivenBack(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        AuthAdapter adapter = Await.one(Authflux.connect(kind.synchronizing(database)));
        AuthAdapter again = Await.one(Authflux.connect(kind.synchronizing(database)));
        database.execute("ALTER TABLE users ADD COLUMN must int NOT NULL");
        assertThat(refused(kind.synchronizing(database))).isNotEmpty();

        assertThat(database.query("SELECT IS_FREE_LOCK(CONCAT('authflux', SHA2('"
                        + database.config().database() + "', 224)))"))
                .containsExactly("1");
        Await.done(adapter.close().then(again.close()));
    }

    @ParameterizedTest
    @EnumSource
    void twentyInstancesMayStartAtOnce(MySqlKind kind) {
        DatabaseConfig config = kind.synchronizing(kind.fresh())
                .mutate()
                .option(Options.POOL_SIZE, 2)
                .build();
        Mono<AuthAdapter> connect = Authflux.connect(config);

        List<AuthAdapter> adapters =
                Await.one(Flux.range(0, 20).flatMap(i -> connect, 20).collectList());

        assertThat(adapters).hasSize(20);
        User user = Await.one(adapters.get(0).users().create(NewUser.of("Ada", "ada@example.com")));
        assertThat(Await.one(adapters.get(19).users().findByEmail("ada@example.com")))
                .isEqualTo(user);
        Await.done(Flux.fromIterable(adapters).concatMap(AuthAdapter::close).then());
    }

    @ParameterizedTest
    @EnumSource
    void withoutItWhatIsMissingIsSaid(MySqlKind kind) {
        assertThat(refused(kind.config(kind.fresh()).build()))
                .containsExactlyInAnyOrder(
                        "table users is missing",
                        "table accounts is missing",
                        "table sessions is missing",
                        "table verification_requests is missing");
    }

    @ParameterizedTest
    @EnumSource
    void aSecondConnectFindsNothingToDoAndMissingColumnsAreAdded(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        connectAndClose(kind.synchronizing(database), Schema.nextAuth());
        database.execute("INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.com')");
        try (LogCapture log = LogCapture.start()) {
            connectAndClose(kind.config(database).build(), Schema.nextAuth());
            assertThat(log.lines()).noneMatch(line -> line.contains("missing"));
        }
        Schema more = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING)));

        connectAndClose(kind.synchronizing(database), more);

        assertThat(database.query("SELECT name, role FROM users")).containsExactly("Ada|null");
    }

    @ParameterizedTest
    @EnumSource
    void whatDiffersIsRefusedAndNothingIsTouched(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        database.execute("CREATE TABLE users (id int PRIMARY KEY AUTO_INCREMENT, name int, email varchar(255),"
                + " email_verified date, image varchar(255) NOT NULL, created_at datetime, updated_at datetime,"
                + " must int NOT NULL)");

        assertThat(refused(kind.synchronizing(database)))
                .anyMatch(d -> d.matches("column users.name is int(\\(11\\))? and should be varchar\\(255\\)"))
                .contains("column users.email_verified is date and should be timestamp(6)")
                .contains("column users.image should allow NULL")
                .contains("column users.must is not in the schema, must have a value and has no default");
        assertThat(database.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"))
                .containsExactly("users");
    }

    @ParameterizedTest
    @EnumSource
    void missingKeysAreSaid(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        connectAndClose(kind.synchronizing(database), Schema.nextAuth());
        database.execute("DROP INDEX userId ON accounts");
        DatabaseConfig config = kind.config(database).build();
        try (LogCapture log = LogCapture.start()) {
            connectAndClose(config, Schema.nextAuth());
            assertThat(log.lines()).anyMatch(line -> line.contains("CREATE INDEX `userId` ON `accounts`"));
        }

        database.execute("DROP INDEX IDX_97672ac88f789774dd47f7c8be ON users");
        assertThat(refused(config))
                .containsExactly("unique key on users(email) is missing: ALTER TABLE `users` ADD UNIQUE INDEX"
                        + " `IDX_97672ac88f789774dd47f7c8be` (`email`)");

        connectAndClose(kind.synchronizing(database), Schema.nextAuth());
        connectAndClose(config, Schema.nextAuth());
    }

    @ParameterizedTest
    @EnumSource
    void theTextMakesWhatSynchronizeMakes(MySqlKind kind) {
        TestDatabase byText = kind.fresh();
        R2dbcAdapter.ddl(kind.dialect().name(), Schema.nextAuth()).lines().forEach(byText::execute);
        TestDatabase bySynchronize = kind.fresh();
        connectAndClose(kind.synchronizing(bySynchronize), Schema.nextAuth());

        connectAndClose(kind.config(byText).build(), Schema.nextAuth());
        assertThat(byText.query(COLUMNS)).hasSize(42).isEqualTo(bySynchronize.query(COLUMNS));
    }

    /** The database's default character set is latin1; names need more. */
    @ParameterizedTest
    @EnumSource
    void textIsUtf8AndComparedExactlyWhateverTheDefaultOfTheDatabase(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        connectAndClose(kind.synchronizing(database), Schema.nextAuth());

        assertThat(database.query("SELECT DISTINCT character_set_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL"))
                .containsExactly("utf8mb4");
        assertThat(database.query("SELECT DISTINCT collation_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND collation_name IS NOT NULL"))
                .singleElement()
                .asString()
                .endsWith("_bin");
    }

    /** Text of two collations cannot refer to each other. */
    @ParameterizedTest
    @EnumSource
    void whatRefersToATableThatIsThereIsMadeInItsCollation(MySqlKind kind) {
        String newest = kind.dialect().name().equals("mysql") ? "utf8mb4_0900_ai_ci" : "utf8mb4_unicode_ci";
        for (String collation : List.of("latin1_swedish_ci", "utf8mb4_general_ci", newest)) {
            TestDatabase database = kind.fresh();
            database.execute("CREATE TABLE user (id varchar(255) PRIMARY KEY, name varchar(255),"
                    + " email varchar(255) UNIQUE, emailVerified timestamp(3) NULL, image varchar(255)) COLLATE "
                    + collation);
            ConnectOptions drizzle = ConnectOptions.defaults().withLayout(Layouts.authJsDrizzle());

            AuthAdapter adapter = Await.one(Authflux.connect(kind.synchronizing(database), drizzle));

            User ada = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
            Account account =
                    Account.builder(ada.id(), "oauth", "github", "4711").build();
            assertThat(Await.one(adapter.accounts().link(account))).isEqualTo(account);
            assertThat(Await.one(adapter.users().findByAccount("github", "4711")))
                    .isEqualTo(ada);
            Await.done(adapter.close());
            assertThat(database.query("SELECT DISTINCT collation_name FROM information_schema.columns"
                            + " WHERE table_schema = DATABASE() AND column_name = 'userId'"))
                    .containsExactly(collation);
            Await.done(Authflux.connect(kind.config(database).build(), drizzle).flatMap(AuthAdapter::close));
        }
    }

    /** The default of MySQL 5.7 and MariaDB before 10.10. */
    @Test
    void timestampsMayBeNullOnServersThatWouldNotHaveIt() {
        MySqlKind kind = MySqlKind.MARIADB;
        TestDatabase database = kind.fresh();
        kind.admin().execute("SET GLOBAL explicit_defaults_for_timestamp = OFF");
        try {
            connectAndClose(kind.synchronizing(database), Schema.nextAuth());
        } finally {
            kind.admin().execute("SET GLOBAL explicit_defaults_for_timestamp = ON");
        }

        assertThat(database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND column_type = 'timestamp(6)' AND is_nullable = 'YES' ORDER BY 1"))
                .containsExactly("access_token_expires", "email_verified");
        database.execute("INSERT INTO users (name) VALUES ('Ada')");
        assertThat(database.query("SELECT email_verified FROM users")).containsExactly("null");
    }
}
