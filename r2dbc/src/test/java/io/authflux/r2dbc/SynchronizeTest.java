// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.SchemaMismatchException;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.database.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Making, checking and leaving alone. */
class SynchronizeTest {

    static Stream<Map.Entry<String, Supplier<TestDatabase>>> kinds() {
        return Fresh.kinds();
    }

    private static DatabaseConfig synchronizing(TestDatabase database) {
        return database.config().mutate().option(Options.SYNCHRONIZE, true).build();
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

    @ParameterizedTest
    @MethodSource("kinds")
    void twentyInstancesMayStartAtOnce(Map.Entry<String, Supplier<TestDatabase>> kind) {
        DatabaseConfig config = synchronizing(kind.getValue().get())
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
    @MethodSource("kinds")
    void withoutItWhatIsMissingIsSaid(Map.Entry<String, Supplier<TestDatabase>> kind) {
        assertThat(refused(kind.getValue().get().config()))
                .containsExactlyInAnyOrder(
                        "table users is missing",
                        "table accounts is missing",
                        "table sessions is missing",
                        "table verification_requests is missing");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSecondConnectFindsNothingToDo(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(synchronizing(database), Schema.nextAuth());

        try (LogCapture log = LogCapture.start()) {
            connectAndClose(database.config(), Schema.nextAuth());
            connectAndClose(synchronizing(database), Schema.nextAuth());

            assertThat(log.lines()).noneMatch(line -> line.contains("missing"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void missingColumnsAreAddedAndRowsStay(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(synchronizing(database), Schema.nextAuth());
        database.execute("INSERT INTO \"users\" (\"name\", \"email\") VALUES ('Ada', 'ada@example.com')");
        Schema more = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING)));

        connectAndClose(synchronizing(database), more);

        assertThat(database.query("SELECT \"name\", \"role\" FROM \"users\"")).containsExactly("Ada|null");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatDiffersIsRefusedAndNothingIsTouched(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        database.execute("CREATE TABLE \"users\" (\"id\" integer PRIMARY KEY, \"name\" integer, \"email\" varchar(255),"
                + " \"email_verified\" timestamp, \"image\" varchar(255) NOT NULL, \"created_at\" timestamp,"
                + " \"updated_at\" timestamp, \"must\" integer NOT NULL)");

        List<String> differences = refused(synchronizing(database));

        assertThat(differences)
                .contains("column users.name is integer and should be character varying")
                .anyMatch(d -> d.startsWith("column users.email_verified is timestamp"))
                .contains("column users.image should allow NULL")
                .contains("column users.must is not in the schema, must have a value and has no default");
        assertThat(database.query(
                        "SELECT table_name FROM information_schema.tables WHERE table_name IN ('users', 'sessions')"))
                .containsExactly("users");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void columnsOfOthersAreLeftAlone(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(synchronizing(database), Schema.nextAuth());
        database.execute("ALTER TABLE \"users\" ADD COLUMN \"theirs\" varchar(20) DEFAULT 'x' NOT NULL");

        AuthAdapter adapter = Await.one(Authflux.connect(synchronizing(database)));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(adapter.close());

        assertThat(database.query("SELECT \"theirs\" FROM \"users\"")).containsExactly("x");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void twoPrefixesLiveInOneSchema(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();

        for (String prefix : List.of("a_", "b_")) {
            connectAndClose(
                    synchronizing(database)
                            .mutate()
                            .option(Options.ENTITY_PREFIX, prefix)
                            .build(),
                    Schema.nextAuth());
        }

        assertThat(database.query("SELECT COUNT(*) FROM \"a_users\"")).containsExactly("0");
        assertThat(database.query("SELECT COUNT(*) FROM \"b_users\"")).containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesMayBeInCamelCase(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        DatabaseConfig config = synchronizing(database)
                .mutate()
                .option(Options.NAMING_STRATEGY, NamingStrategy.CAMEL)
                .build();

        AuthAdapter adapter = Await.one(Authflux.connect(config));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(adapter.close());

        assertThat(database.query("SELECT \"emailVerified\" FROM \"users\"")).containsExactly("null");
        assertThat(database.query("SELECT COUNT(*) FROM \"verificationRequests\""))
                .containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSchemaOfItsOwnIsMadeAndUsed(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        DatabaseConfig config =
                synchronizing(database).mutate().option(Options.SCHEMA, "auth").build();

        AuthAdapter adapter = Await.one(Authflux.connect(config));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(adapter.close());

        assertThat(database.query("SELECT \"name\" FROM \"auth\".\"users\"")).containsExactly("Ada");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMissingUniqueKeyIsRefusedWithItsStatementAndAMissingIndexIsWarnedOf(
            Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(synchronizing(database), Schema.nextAuth());
        database.execute("DROP INDEX \"userId\"");

        try (LogCapture log = LogCapture.start()) {
            connectAndClose(database.config(), Schema.nextAuth());
            assertThat(log.lines()).anyMatch(line -> line.contains("CREATE INDEX \"userId\" ON \"accounts\""));
        }

        database.execute("ALTER TABLE \"users\" DROP CONSTRAINT \"UQ_97672ac88f789774dd47f7c8be3\"");
        assertThat(refused(database.config()))
                .singleElement()
                .asString()
                .contains("unique key on users(email) is missing: ALTER TABLE \"users\" ADD CONSTRAINT");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theTextMakesWhatSynchronizeMakes(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase byText = kind.getValue().get();
        R2dbcAdapter.ddl(kind.getKey(), Schema.nextAuth()).lines().forEach(byText::execute);
        TestDatabase bySynchronize = kind.getValue().get();
        connectAndClose(synchronizing(bySynchronize), Schema.nextAuth());
        String columns = "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
                + " WHERE table_name IN ('users', 'accounts', 'sessions', 'verification_requests', 'authenticators')"
                + " ORDER BY table_name, ordinal_position";

        connectAndClose(byText.config(), Schema.nextAuth());
        assertThat(byText.query(columns)).hasSize(42).isEqualTo(bySynchronize.query(columns));
    }
}
